internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// An edge of a duty in the second pass of an hour that a clock change repeats.
struct SecondPass: Hashable {
  var isStart: Bool
  /// `02:00+01:00`, and `02:00+02:00` as a reader without offsets takes it.
  var meant: String
  var read: String
}

extension Duty {
  /// The edges of the duty that a wall clock without an offset names wrongly: their texts with offset, and the pass that a
  /// reader takes them for.
  func secondPasses(in zone: Zone) -> [SecondPass] {
    [(true, start), (false, end)].compactMap { isStart, instant in
      let read = zone.instant(of: zone.civil(at: instant))
      return read == instant
        ? nil : SecondPass(isStart: isStart, meant: zone.clockText(of: instant), read: zone.clockText(of: read))
    }
  }
}

/// What a file without offsets can't say rightly: a warning about the duties that begin or end in the second pass of a
/// repeated hour.
/// - Parameter zones: the clocks that the file's times of a person are on.
func secondPassNotes(_ index: PlanIndex, zones: (PersonID) -> [Zone]) -> [Diagnostic] {
  let found = index.dutiesByStart.compactMap { assigned -> String? in
    for zone in zones(assigned.person) {
      if let edge = assigned.duty.secondPasses(in: zone).first {
        return
          "\(index.name(of: assigned.person)), \(assigned.duty.date) (\(zone.identifier)): \(Wording.secondPass(edge))"
      }
    }
    return nil
  }
  guard let first = found.first else { return [] }
  let more = found.count == 1 ? "" : "; \(found.count - 1) more such dut\(found.count == 2 ? "y" : "ies")"
  return [
    Diagnostic(
      "export.second-pass", first + more, cure: "Use --format ics, which holds the moment itself.", severity: .warning)
  ]
}
