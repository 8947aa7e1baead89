internal import Calendars
internal import Plans
internal import Workforce

/// `report.html`: the data behind its pictures, against the plan.
struct ReportFileCheck {
  let reading: PlanReading

  private static let rule = "files.report"

  func findings(in file: String, bytes: [UInt8]) -> [Breach] {
    var findings = Findings(in: file)
    guard let data = ReportData(page: bytes) else {
      findings.add(Self.rule, column: "data", "the page doesn't hold the data of a plan")
      return findings.list
    }
    let grid = reading.grid
    func equal(_ what: String, _ found: Int, _ expected: Int) {
      if found != expected {
        findings.add(Self.rule, column: what, "found \(found), expected \(expected)")
      }
    }
    equal("data.start", data.start, grid.start.rawValue / 60)
    equal("data.interval", data.interval, grid.interval.rawValue)
    equal("data.first", data.first, reading.plan.request.firstDate.dayNumber)
    equal("data.days", data.days, reading.plan.request.days)
    equal("data.people", data.people.count, reading.people.count)
    equal("data.queues", data.queues.count, reading.plan.queues.count)
    if let choice = data.choices.first {
      compareZone("data.choices[0]", data, choice, reading.plan.readerZone, into: &findings)
    } else {
      findings.add(Self.rule, column: "data.choices", "no zone can be chosen")
    }
    for (number, (found, person)) in zip(data.people, reading.people).enumerated() {
      compareZone("data.people[\(number)].z", data, found.z, person.zone, person: person.id, into: &findings)
      compare(found, person, number, into: &findings)
    }
    for number in data.queues.indices where number < reading.plan.queues.count {
      compare(data.queues[number], number, data, into: &findings)
    }
    return findings.list
  }

  private func compareZone(
    _ column: String, _ data: ReportData, _ place: Int, _ zone: Zone, person: PersonID? = nil,
    into findings: inout Findings
  ) {
    for slot in 0..<reading.grid.count {
      let instant = reading.grid.instant(at: slot)
      let expected = zone.secondsFromUTC(at: instant) / 60
      let found = data.offset(zone: place, at: (instant - reading.grid.start) / 60)
      if found != expected {
        let shown = found.map { abs($0 / 60) < 100 ? Zone.offsetText($0 * 60) : "\($0) min" } ?? "nothing"
        findings.add(
          Self.rule, column: column, person: person,
          "at \(instant.utcText) found \(shown), expected \(Zone.offsetText(expected * 60)) (\(zone))")
        return
      }
    }
  }

  private func compare(_ found: ReportData.PersonData, _ person: Person, _ number: Int, into findings: inout Findings) {
    let duties = reading.duties[person.id] ?? []
    let column = "data.people[\(number)].d"
    if found.d.count != duties.count {
      findings.add(
        Self.rule, column: column, person: person.id, "found \(found.d.count) duties, expected \(duties.count)")
    }
    let places = Dictionary(
      reading.plan.queues.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    func minute(_ instant: Instant) -> Int { instant.minutes(since: reading.grid.start).rawValue }
    for (index, duty) in duties.enumerated() where index < found.d.count {
      var expected = [minute(duty.start), duty.paid.rawValue]
      for piece in reading.pieces(of: duty, of: person.id) {
        let code =
          switch piece.kind {
          case "lunch": -2
          case "rest": -3
          case "meeting": -4
          case "training": -5
          case "one-to-one": -6
          default: piece.queue.flatMap { places[$0] } ?? -1
          }
        expected += [minute(piece.end), code]
      }
      if found.d[index] != expected {
        findings.add(
          Self.rule, column: "\(column)[\(index)]", person: person.id, date: duty.date,
          "found \(found.d[index]), expected \(expected): start and paid minutes, then end and place of each piece")
      }
    }
  }

  private func compare(_ found: ReportData.QueueData, _ number: Int, _ data: ReportData, into findings: inout Findings)
  {
    let queue = reading.plan.queues[number]
    let coverage = reading.plan.coverage[number]
    let column = "data.queues[\(number)]"
    if !ExpectedCell.text(queue.name).matches(found.name) {
      findings.add(
        Self.rule, column: "\(column).name", "found \(Shown.text(found.name)), expected \(Shown.text(queue.name))")
    }
    compareZone("\(column).z", data, found.z, queue.zone, into: &findings)
    let open = coverage.open.indices.map { reading.isPlanned($0, of: coverage, zone: queue.zone) ? 1 : 0 }
    let arrays: [(String, [Int], [Int])] = [
      ("open", found.open.map { $0 == "1" ? 1 : $0 == "0" ? 0 : -1 }, open),
      ("need", found.need, coverage.required), ("got", found.got, coverage.scheduled),
      ("load", found.load, coverage.contacts.map { Self.rounded($0 * 10) }),
      (
        "level", found.level,
        (coverage.expectedService ?? coverage.serviceLevel).map { $0.map { Self.rounded($0 * 1000) } ?? -1 }
      ),
    ]
    for (name, found, expected) in arrays {
      if found.count != expected.count {
        findings.add(
          Self.rule, column: "\(column).\(name)", "found \(found.count) values, expected \(expected.count)")
        continue
      }
      let wrong = found.indices.filter { found[$0] != expected[$0] }
      if let slot = wrong.first {
        findings.add(
          Self.rule, column: "\(column).\(name)[\(slot)]",
          "at \(reading.grid.instant(at: slot).utcText) found \(found[slot]), expected \(expected[slot])"
            + (wrong.count > 1 ? "; \(wrong.count) values differ" : ""))
      }
    }
  }

  private static func rounded(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? 0 }
}
