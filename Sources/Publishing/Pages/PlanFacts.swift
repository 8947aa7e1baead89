internal import Calendars
internal import Plans
internal import Words
internal import Workforce

/// What a page or a message for a team says of a plan before the duties. No money: it goes to people, not to planners.
struct PlanFacts {
  /// `Help desk, 2026-W49`, with DRAFT before it where nobody was told yet.
  let title: String
  /// `2026-W49`, `2026-W49, 2 weeks`.
  let weeks: String
  /// `Service level 96 %, 1.5 h uncovered`, `65 duties of 13 people`, `Published, revision 2`, `Times are Europe/Warsaw.`
  let lines: [String]

  init(_ index: PlanIndex, words: Words = .plain) {
    let plan = index.plan
    weeks = "\(plan.week)\(plan.weeks > 1 ? ", \(plan.weeks) weeks" : "")"
    let name = "\(plan.team), \(weeks)"
    title = plan.isDraft ? Wording.draftTitle(name) : name
    let working = Set(plan.rota.duties.map(\.person)).count
    let duties = plan.rota.duties.count
    let level = plan.summary.serviceLevel.map { ["service level \(words.percent($0))"] } ?? []
    let cover = level + [Self.uncovered(minutes: plan.summary.uncoveredMinutes, words: words) ?? "nothing uncovered"]
    let state =
      plan.isDraft
      ? (plan.publishedRevision == 0
        ? "draft, never published" : "draft on revision \(plan.publishedRevision)")
      : "published, revision \(plan.publishedRevision)"
    let away = index.people.contains { $0.zone != plan.readerZone }
    lines = [
      Self.sentence(cover.joined(separator: ", ")),
      "\(words.whole(duties)) dut\(duties == 1 ? "y" : "ies") of \(words.whole(working)) "
        + (working == 1 ? "person." : "people."),
      Self.sentence(state),
      away
        ? "Times are \(plan.readerZone.identifier), but where another zone is named."
        : Wording.times(in: plan.readerZone),
    ]
  }

  /// `1.5 h uncovered`; nil for nothing.
  static func uncovered(minutes: Int, words: Words) -> String? {
    minutes == 0 ? nil : "\(words.hours(minutes: minutes)) uncovered"
  }

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}
