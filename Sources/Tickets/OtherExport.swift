internal import Tables

/// Tables that are often at hand and look like contacts, but aren't: a plan's own files, a rota of another system, answers of
/// a survey, page views. Read as contacts they would be planned for.
struct OtherExport {
  /// What the file is, as a sentence.
  private let words: String
  private let cure: String
  /// Columns that together only such a file has.
  private let marks: [String]

  private static let tickets = "Export the tickets, chats or calls themselves, or counts of them by interval."

  private static let known: [OtherExport] = [
    OtherExport(
      words: "this is the coverage of a plan: its contacts are a forecast, not what came", cure: tickets,
      marks: ["start_utc", "contacts", "required", "scheduled"]),
    OtherExport(
      words: "this is a forecast of contacts, not what came", cure: tickets,
      marks: ["start_local", "contacts", "p10", "p50", "p90"]),
    OtherExport(
      words: "these are the duties of a plan, not contacts", cure: tickets, marks: ["agent_id", "start_utc", "end_utc"]),
    OtherExport(
      words: "this is a rota of Deputy, not contacts", cure: tickets,
      marks: ["Start Date", "Meal Break (Mins)", "Area"]),
    OtherExport(
      words: "these are the answers to a survey of Qualtrics, not contacts", cure: tickets,
      marks: ["ResponseId", "RecordedDate"]),
    OtherExport(
      words: "these are the answers to a survey of SurveyMonkey, not contacts", cure: tickets,
      marks: ["Respondent ID", "Collector ID"]),
    OtherExport(
      words: "these are the answers to a survey of Typeform, not contacts", cure: tickets,
      marks: ["Submit Date (UTC)", "Network ID"]),
  ]

  /// The fault of a file that is one of these; nil for any other.
  static func fault(_ header: Header, file: String) -> Diagnostic? {
    let found = known.first { $0.marks.allSatisfy { !header.columns(named: $0).isEmpty } }
    let isAnalytics = header.names.count == 1 && header.names[0].hasPrefix("# ---")
    guard let found = found ?? (isAnalytics ? analytics : nil) else { return nil }
    return Diagnostic(
      "import.not-contacts", found.words, at: SourcePosition(file: file, row: 1),
      cure: found.cure)
  }

  private static let analytics = OtherExport(
    words: "this is an export of Google Analytics: visits, not contacts",
    cure: "Visits can help the forecast: put the file into the project's folder drivers/.", marks: [])
}
