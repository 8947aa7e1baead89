internal import Calendars
public import Plans

/// Holds the files of a plan's folder against its `plan.json`, value by value, with readers of its own: tables, calendars,
/// and the data inside the report's page.
///
/// A file that contradicts the plan, that is missing or can't be read is a breach; one that no plan writes is a note. A
/// folder of nothing but `plan.json` is that plan alone, also a note.
///
/// - Parameters:
///   - files: the bytes of every file by its path inside the folder, with `/` between parts, at every depth; `plan.json`
///     too. Of files that no plan writes only the path counts, calendars but for.
///   - tool: name and version of this program, as plans record them.
/// - Returns: by file, in the order in which a plan's files are listed, then as they stand in it. Empty when people hold
///   what the plan says.
/// - Complexity: O(size of the files).
public func checkFiles(_ files: [String: [UInt8]], of plan: PlanDocument, readBy tool: String) -> [Breach] {
  let reading = PlanReading(plan, readBy: tool)
  let calendars = reading.calendarPeople.map { id in
    (id, CalendarFileName.candidates(for: id.rawValue).map { "\(PlanFile.calendarFolder)/\($0).ics" })
  }
  var own = Set(PlanFile.fixed)
  own.formUnion(calendars.flatMap { $0.1 })
  if files.keys.allSatisfy({ $0 == PlanFile.plan || !own.contains($0) }) {
    return [
      Breach(
        rule: "files.none", severity: .note, file: PlanFile.plan,
        message: "nothing but plan.json is there; no other file was compared")
    ] + foreign(files, own: own)
  }
  var findings: [Breach] = []
  func compare(_ file: String, _ check: ([UInt8]) -> [Breach]) {
    if let bytes = files[file] { findings += check(bytes) } else { findings.append(missing(file)) }
  }
  let tables = [
    (PlanFile.shifts, reading.shiftsTable), (PlanFile.activities, reading.activitiesTable),
    (PlanFile.coverage, reading.coverageTable), (PlanFile.hours, reading.hoursTable),
  ]
  for (file, table) in tables { compare(file) { table.findings(in: file, bytes: $0) } }
  let chosen = calendars.map { _, names in names.first { files[$0] != nil } ?? names[0] }
  for ((id, names), file) in zip(calendars, chosen) {
    compare(file) { reading.calendarCheck(of: id).findings(in: file, bytes: $0) }
    for second in names where files[second] != nil && !chosen.contains(second) {
      findings.append(
        Breach(
          rule: "files.calendar", person: id, file: second,
          message: "a second calendar of the same person; the plan writes one, '\(file)'"))
    }
  }
  compare(PlanFile.teamCalendar) { reading.teamCalendarCheck.findings(in: PlanFile.teamCalendar, bytes: $0) }
  compare(PlanFile.report) { ReportFileCheck(reading: reading).findings(in: PlanFile.report, bytes: $0) }
  return findings + foreign(files, own: own)
}

private func missing(_ file: String) -> Breach {
  Breach(rule: "files.missing", file: file, message: "the file is missing")
}

/// Files that this plan doesn't write. A calendar of duties that it doesn't know is more than foreign: somebody may hold it.
private func foreign(_ files: [String: [UInt8]], own: Set<String>) -> [Breach] {
  files.keys.filter { !own.contains($0) }.sorted().map { file in
    let isOurs =
      file.hasPrefix(PlanFile.calendarFolder + "/") && file.lowercased().hasSuffix(".ics")
      && isOfRota(files[file] ?? [])
    return isOurs
      ? Breach(rule: "files.calendar", file: file, message: "a calendar of duties that the plan doesn't write")
      : Breach(rule: "files.foreign", severity: .note, file: file, message: "no file of the plan; it was not read")
  }
}

/// Whether a plan may have written a calendar, whole or in part: by its maker, or by what an event says of its person.
private func isOfRota(_ bytes: [UInt8]) -> Bool {
  let text = String(decoding: bytes, as: UTF8.self)
  return text.contains("-//rota//") || text.contains("X-ROTA-AGENT-ID")
}
