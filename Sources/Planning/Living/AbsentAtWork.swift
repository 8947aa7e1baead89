internal import Calendars
public import Plans
public import Tables
internal import Words
internal import Workforce

/// Whoever has a duty although `absences.csv` has them away: after a sick call that the file had from elsewhere was taken back,
/// or where a draft is older than a row.
public enum AbsentAtWork {
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
