import Calendars
import Plans
import Publishing
import Tables
import Testing
import Workforce

@Suite struct TablesOfAPlanTests {
  @Test(
    "the tables of a small plan are as recorded",
    arguments: [
      ExportFormat.shiftsCSV, .activitiesCSV, .coverageCSV, .hoursCSV, .json, .googleCSV, .editCSV, .dictionaryCSV,
    ])
  func golden(format: ExportFormat) throws {
    let files = try export(SamplePlans.tiny(), as: format)
    try GoldenFile.expect(files[0].bytes, matches: files[0].path)
  }

  @Test("the header of each table is the contract of the command line")
  func headers() throws {
    let plan = try SamplePlans.tiny()
    func header(_ format: ExportFormat) throws -> String {
      try readCSV(export(plan, as: format)[0].bytes)[0].joined(separator: ",")
    }
    #expect(
      try header(.shiftsCSV)
        == "agent_id,agent,site,time_zone,date,start_local,end_local,start_utc,end_utc,paid_minutes,cost")
    #expect(try header(.activitiesCSV) == "agent_id,activity,queue,start_utc,end_utc,start_local,end_local,paid")
    #expect(
      try header(.coverageCSV)
        == "queue,start_utc,start_local,time_zone,contacts,aht_s,required,scheduled,net,service_level,occupancy,positions,expected_service"
    )
    #expect(
      try header(.hoursCSV)
        == "agent_id,agent,contract_minutes,planned_minutes,shifts,nights,weekend_days,early,late,preferences_met,preferences_asked"
    )
  }

  @Test("the dictionary has a row for every column of the tables, in order") func dictionary() throws {
    let plan = try SamplePlans.tiny()
    let rows = try readCSV(export(plan, as: .dictionaryCSV)[0].bytes)
    #expect(rows[0] == ["table", "column", "type", "unit", "meaning"])
    let tables: [ExportFormat] = [.shiftsCSV, .activitiesCSV, .coverageCSV, .hoursCSV]
    let columns = try tables.flatMap { format in
      try readCSV(export(plan, as: format)[0].bytes)[0].map { [String(format.rawValue.dropLast(4)), $0] }
    }
    #expect(rows.dropFirst().map { Array($0.prefix(2)) } == columns)
    #expect(rows.allSatisfy { !$0[2].isEmpty && !$0[4].isEmpty && !$0[4].hasSuffix(".") })
    #expect(rows.contains { $0[1] == "cost" && $0[3] == plan.currency })
  }

  @Test("the activities of a duty tile it exactly")
  func tiling() throws {
    let plan = try SamplePlans.followTheSun()
    let shifts = try readCSV(export(plan, as: .shiftsCSV)[0].bytes).dropFirst()
    let activities = try readCSV(export(plan, as: .activitiesCSV)[0].bytes).dropFirst()
    #expect(shifts.count == plan.rota.duties.count)
    var rest = activities[...]
    for shift in shifts {
      var time = shift[7]
      while time != shift[8] {
        let next = rest.popFirst()
        let row = try #require(next)
        #expect(row[0] == shift[0] && row[3] == time)
        #expect((row[1] == "work") || row[2].isEmpty, "a break is on no queue")
        time = row[4]
      }
    }
    #expect(rest.isEmpty)
  }

  @Test("activities without any work span still tile the duty, as work without a queue")
  func tilingWithoutSpans() throws {
    var plan = try SamplePlans.tiny()
    plan.rota.work = []
    let rows = try readCSV(export(plan, as: .activitiesCSV)[0].bytes).dropFirst()
    #expect(rows.filter { $0[1] == "work" }.allSatisfy { $0[2].isEmpty })
    #expect(rows.count == plan.rota.duties.count * 5)
  }

  @Test("paid minutes and cost of the shifts add up to the plan's")
  func sums() throws {
    let plan = try SamplePlans.followTheSun()
    let rows = try readCSV(export(plan, as: .shiftsCSV)[0].bytes).dropFirst()
    #expect(rows.compactMap { Int($0[9]) }.reduce(0, +) == plan.summary.paidMinutes)
    #expect(abs(rows.compactMap { Double($0[10]) }.reduce(0, +) - plan.summary.cost) < 0.01 * Double(rows.count))
  }

  @Test("the night premium follows the site's wall clock, an hour less in the night that clocks go forward")
  func nightCost() throws {
    let zone = try Zone("Europe/Warsaw")
    let site = Site(id: "k", name: "K", zone: zone, payPerHour: 10, nightPremiumPerHour: 6)
    func cost(_ text: String, hour: Int, hours: Int) throws -> DutyCost {
      let date = try #require(CivilDate(text))
      return DutyCost(
        of: Duty(
          template: "t", date: date, start: zone.instant(of: date, ClockTime(hour: hour)), length: .hours(hours),
          breaks: [PlacedBreak(kind: .lunch, offset: 120, length: 30, paid: false)]), at: site)
    }
    #expect(try cost("2026-03-27", hour: 20, hours: 12).nightMinutes == 480)
    #expect(try cost("2026-03-28", hour: 20, hours: 12).nightMinutes == 420)
    #expect(try cost("2026-10-24", hour: 20, hours: 14).nightMinutes == 540)
    #expect(try cost("2026-03-27", hour: 2, hours: 3).nightMinutes == 180)
    #expect(try cost("2026-03-27", hour: 8, hours: 8).nightMinutes == 0)
    #expect(try cost("2026-03-27", hour: 20, hours: 12).total == 10 * 11.5 + 6 * 8)
  }

  @Test("the export's first file is the whole answer; people's files follow")
  func exportOrder() throws {
    let plan = try SamplePlans.tiny()
    let calendars = try export(plan, as: .ics).map(\.path)
    #expect(calendars[0] == "team.ics" && calendars[1].hasPrefix("calendars/_cmd-"))
    #expect(calendars[2] == "calendars/a101.ics")
    #expect(try export(plan, as: .ics).count == 5)
    #expect(try export(plan, as: .googleCSV).count == 5)
    for format in ExportFormat.allCases {
      #expect(try !export(plan, as: format)[0].bytes.isEmpty)
      #expect(!format.summary.isEmpty)
    }
  }

  @Test("publishing twice gives the same files with the same bytes, in the order that is promised")
  func stable() throws {
    let plan = try SamplePlans.followTheSun()
    let files = try publishedFiles(of: plan)
    #expect(try publishedFiles(of: SamplePlans.followTheSun()) == files)
    #expect(files.map(\.path).prefix(5) == ["plan.json", "shifts.csv", "activities.csv", "coverage.csv", "hours.csv"])
    #expect(files.map(\.path).suffix(2) == ["team.ics", "report.html"])
    #expect(files.count == 7 + plan.request.people.count)
    #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
  }
}
