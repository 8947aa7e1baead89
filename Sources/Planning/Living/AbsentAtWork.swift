internal import Calendars
public import Plans
public import Tables
internal import Words
internal import Workforce

/// Whoever has a duty although `absences.csv` has them away: after a sick call that the file had from elsewhere was taken back,
/// or where a draft is older than a row.
public enum AbsentAtWork {
  /// A warning a plan and person: other plans of the project that still have somebody away who comes after all, on dates that
  /// no other row of the file has. A plan that can't be read says so to whoever reads it.
  /// - Parameters:
  ///   - released: whoever comes after all; their rows, where they are still in the file, don't count.
  ///   - plan: the plan that says so.
  public static func stillAway(
    _ released: [RevisionRecord.AbsentPerson], besides plan: LivingPlan
  ) -> [Diagnostic] {
    guard !released.isEmpty, let places = try? plan.plans.places() else { return [] }
    let bytes = (try? FolderFiles(plan.project).bytes(of: AbsenceBooking.file)) ?? nil
    let left = bytes.flatMap { bytes in (try? AbsenceBooking.removing(released, from: bytes))?.text ?? bytes }
    let rows = left.flatMap { try? AbsenceBooking.read($0) }
    let away = rows.flatMap { try? AbsenceBooking.dates(of: $0) } ?? [:]
    var warnings: [Diagnostic] = []
    for place in places where PlanPlace.home(of: place.name) != plan.name {
      let inPlan = released.filter {
        $0.absence.first < place.dates.upperBound && place.dates.lowerBound <= $0.absence.last
      }
      guard !inPlan.isEmpty, let other = try? PlanFolder(plan.plans.path(of: place.name)).current() else { continue }
      for said in inPlan {
        guard let person = other.request.people.first(where: { $0.id == said.person }) else { continue }
        let dates = (0...max(0, said.absence.last - said.absence.first)).map { said.absence.first.adding(days: $0) }
          .filter { date in
            place.dates.contains(date) && away[person.id.rawValue]?.contains(date) != true
              && person.absences.contains { $0.first <= date && date <= $0.last }
          }
        guard !dates.isEmpty else { continue }
        warnings.append(
          Diagnostic(
            "publish.still-away",
            "plans/\(place.name) has \(person.name) (\(person.id)) away on \(Words.plain.and(dates.map(Words.plain.day))), who "
              + "comes after all by \(plan.words)",
            cure:
              "'rota replan plans/\(place.name) --absences', once \(plan.words) is published, counts them in again.",
            severity: .warning))
      }
    }
    return warnings
  }

  /// A warning a person; none where the file isn't there or can't be read, which whoever plans is told.
  /// - Parameter released: whose rows publishing takes out again; of them nothing is said.
  public static func warnings(
    on plan: PlanDocument, in project: String, besides released: [RevisionRecord.AbsentPerson] = []
  ) -> [Diagnostic] {
    let file = AbsenceBooking.file
    guard let bytes = try? FolderFiles(project).bytes(of: file),
      let rows = try? AbsenceBooking.read((try? AbsenceBooking.removing(released, from: bytes))?.text ?? bytes),
      let away = try? AbsenceBooking.dates(of: rows)
    else { return [] }
    return plan.request.people.compactMap { person in
      let absent = away[person.id.rawValue] ?? []
      let dates = plan.rota.duties.filter { $0.person == person.id && absent.contains($0.duty.date) }.map(\.duty.date)
      guard !dates.isEmpty else { return nil }
      return Diagnostic(
        "publish.absent-at-work",
        "\(person.name) (\(person.id)) has a duty on \(Words.plain.and(dates.sorted().map(Words.plain.day))), and \(file) "
          + "has them away", at: SourcePosition(file: file),
        cure: "Take the row out if they come after all; else 'rota replan --absences' plans around it.",
        severity: .warning)
    }
  }
}
