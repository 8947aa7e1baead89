internal import Tables

extension RosterInstance {
  /// Refuses what the search couldn't read: days and shifts that don't exist, prices and lengths out of range.
  func check() throws(Diagnostic) {
    func fault(_ code: String, _ message: String) -> Diagnostic {
      Diagnostic("roster.\(code)", message, cure: "Correct the instance.")
    }
    guard (1...3660).contains(days), (0...6).contains(firstWeekday) else {
      throw fault("horizon", "\(days) days from weekday \(firstWeekday); expected 1 to 3660 days, weekday 0 to 6")
    }
    guard !shifts.isEmpty, !people.isEmpty else { throw fault("empty", "there are no shifts or no people") }
    for shift in shifts {
      guard shift.minutes > 0, shift.notFollowedBy.allSatisfy(shifts.indices.contains) else {
        throw fault("shift", "shift '\(shift.id)' has no length or an unknown follower")
      }
    }
    let prices = 0...1_000_000
    var seen: Set<[Int]> = []
    for entry in cover {
      guard (0..<days).contains(entry.day), shifts.indices.contains(entry.shift), entry.required >= 0,
        prices.contains(entry.underPrice), prices.contains(entry.overPrice),
        max(entry.required, people.count) <= 2000, seen.insert([entry.day, entry.shift]).inserted
      else {
        throw fault("cover", "the cover of day \(entry.day), shift \(entry.shift) is out of range or given twice")
      }
    }
    for member in people {
      let rules = member.rules
      guard rules.maximumOfType.count == shifts.count, rules.maximumOfType.allSatisfy({ $0 >= 0 }),
        rules.minimumMinutes >= 0, rules.maximumMinutes >= 0, rules.minimumRun >= 0, rules.maximumRun >= 0,
        rules.minimumDaysOff >= 0, rules.maximumWeekends >= 0
      else { throw fault("rules", "the limits of '\(member.id)' are negative, or not one a shift") }
      guard member.fixedDaysOff.allSatisfy((0..<days).contains),
        member.wishes.allSatisfy({
          (0..<days).contains($0.day) && shifts.indices.contains($0.shift) && prices.contains($0.price)
        })
      else { throw fault("days", "a day off or wish of '\(member.id)' is outside the horizon or its prices") }
    }
  }
}
