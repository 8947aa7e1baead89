internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// The template filled in: a row a duty by start, or a row a piece of one. Headings stay as whoever made it wrote them.
func templateTable(_ index: PlanIndex, _ template: ExportTemplate) -> CSVText {
  var table = CSVText(width: template.cells.count, delimiter: template.delimiter)
  for heading in template.headings { table.append(heading.map { .verbatim($0) }) }
  for row in templateRows(index, template) { table.append(template.cells.map { .text(row.text($0)) }) }
  return table
}

private func templateRows(_ index: PlanIndex, _ template: ExportTemplate) -> [TemplateRow] {
  let isByPiece = template.placeholders.contains(.word(.activity))
  return index.dutiesByStart.flatMap { assigned -> [TemplateRow] in
    let whole = TemplateRow(index: index, id: assigned.person, duty: assigned.duty, piece: nil)
    guard isByPiece else { return [whole] }
    return index.pieces(of: assigned.duty, of: assigned.person).map { piece in
      TemplateRow(index: index, id: assigned.person, duty: assigned.duty, piece: piece)
    }
  }
}

/// What the filled template can't say rightly.
func templateNotes(_ index: PlanIndex, _ template: ExportTemplate) -> [Diagnostic] {
  let placeholders = template.placeholders
  let rows = templateRows(index, template)
  var notes: [Diagnostic] = []
  if placeholders.contains(.word(.email)) {
    notes += addressNotes(
      index, lacks: { $0.email == nil }, what: "e-mail address", outcome: "their cells are empty", column: "email")
  }
  let ofPeople = template.cells.filter {
    $0.contains { if case .value(let value) = $0 { value.isOfPerson } else { false } }
  }
  notes += defusedNotes(
    Set(rows.filter { row in ofPeople.contains { CSVText.looksLikeFormula(row.text($0)) } }.map(\.id)),
    what: "a cell that says who somebody is")
  notes += otherDateNotes(rows, placeholders)
  var seen: Set<String> = []
  for case .id(let system) in placeholders where seen.insert(system).inserted {
    notes += addressNotes(
      index, lacks: { $0.externalIDs[system] == nil }, what: "id of \(system)", outcome: "their cells are empty",
      column: "external_ids (\(system):…)")
  }
  // A pattern without an offset can't tell the passes of a repeated hour apart.
  let clocks = placeholders.compactMap { placeholder -> Placeholder.Clock? in
    guard case .time(_, let clock, let pattern?) = placeholder, pattern.hasClock, !pattern.hasOffset else { return nil }
    return clock
  }
  return notes
    + secondPassNotes(index) { id in Set(clocks).sorted { $0.rawValue < $1.rawValue }.map { $0.zone(index, id) } }
}

/// Rows whose date is another one than that of the clock that their times are on.
private func otherDateNotes(_ rows: [TemplateRow], _ placeholders: [Placeholder]) -> [Diagnostic] {
  let dates = Set(placeholders.compactMap { if case .date(let clock, _) = $0 { clock } else { nil } })
  let starts = Set(
    placeholders.compactMap {
      if case .time(true, let clock, let pattern?) = $0, pattern.hasClock { clock } else { nil }
    })
  for clock in Placeholder.Clock.allCases where starts.contains(clock) && !dates.isEmpty && !dates.contains(clock) {
    let apart = rows.filter { row in dates.contains { row.date($0) != row.date(clock) } }
    guard let first = apart.first else { continue }
    return [
      Diagnostic(
        "export.date-clock",
        "\(apart.count == 1 ? "1 row has" : "\(apart.count) rows have") a date of another clock than the time beside it, such as "
          + "\(first.index.name(of: first.id)), \(first.duty.date)",
        cure: "Write {date@\(clock.rawValue)} beside {start@\(clock.rawValue)}.", severity: .warning)
    ]
  }
  return []
}

private struct TemplateRow {
  let index: PlanIndex
  let id: PersonID
  let duty: Duty
  /// Nil for a whole duty.
  let piece: Activity?

  func text(_ parts: [ExportTemplate.Part]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .value(let placeholder): self.text(placeholder)
      }
    }.joined()
  }

  /// Of its beginning; of a whole duty on its person's clock, the duty's.
  func date(_ clock: Placeholder.Clock) -> CivilDate {
    if clock == .person, piece == nil { return duty.date }
    return clock.zone(index, id).date(at: piece?.start ?? duty.start)
  }

  private func text(_ placeholder: Placeholder) -> String {
    switch placeholder {
    case .word(let word): return text(word)
    case .id(let system): return index.address(of: id).externalIDs[system] ?? ""
    case .date(let clock, let pattern):
      return pattern?.text(CivilTime(date: date(clock), secondOfDay: 0), offset: nil) ?? date(clock).description
    case .time(let isStart, let clock, let pattern):
      let instant = isStart ? piece?.start ?? duty.start : piece?.end ?? duty.end
      if pattern == nil, clock == .utc { return instant.utcText }
      let zone = clock.zone(index, id)
      return pattern?.text(zone.civil(at: instant), offset: zone.secondsFromUTC(at: instant))
        ?? zone.localText(of: instant)
    }
  }

  private func text(_ word: Placeholder.Word) -> String {
    switch word {
    case .team: index.plan.team
    case .week: ISOWeek(containing: duty.date).description
    case .agent: index.name(of: id)
    case .agentID: id.rawValue
    case .firstName: NameParts(index.name(of: id)).first
    case .lastName: NameParts(index.name(of: id)).last
    case .email: index.address(of: id).email ?? ""
    case .site: index.site(of: id)?.name ?? ""
    case .siteID: index.person(id)?.site.rawValue ?? ""
    case .timeZone: index.zone(of: id).identifier
    case .shift: duty.template.rawValue
    case .queue:
      piece.map { piece in piece.queue == nil ? "" : index.name(of: piece) } ?? index.mainWork(of: duty, of: id)
    case .queueID: (piece.map(\.queue) ?? index.mainQueues(of: duty, of: id).first)?.rawValue ?? ""
    case .activity: piece?.kind.rawValue ?? ""
    case .paidMinutes: String(piece.map { $0.paid ? $0.minutes : 0 } ?? duty.paid.rawValue)
    case .unpaidMinutes:
      String(
        piece.map { $0.paid ? 0 : $0.minutes } ?? duty.breaks.reduce(0) { $0 + ($1.paid ? 0 : $1.length.rawValue) })
    case .note:
      Wording.dutyDescription(
        duty, activities: index.activities(in: duty, of: id), zone: index.zone(of: id), site: index.site(of: id)?.name)
    }
  }
}

extension Activity {
  fileprivate var minutes: Int { (end - start) / 60 }
}

extension Placeholder.Clock {
  fileprivate func zone(_ index: PlanIndex, _ id: PersonID) -> Zone {
    switch self {
    case .person: index.zone(of: id)
    case .site: index.site(of: id)?.zone ?? index.zone(of: id)
    case .plan: index.plan.readerZone
    case .utc: .utc
    }
  }
}
