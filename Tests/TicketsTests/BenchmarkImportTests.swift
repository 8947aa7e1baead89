import Calendars
import Foundation
import Tables
import Testing
import Verification

@testable import Tickets

/// Real exports and histories.
@Suite(.enabled(if: BenchmarkData.isPresent)) struct BenchmarkImportTests {
  private func load(_ path: String, zone: String? = nil, change: (inout ImportOptions) -> Void = { _ in }) throws
    -> TicketImport
  {
    var options = ImportOptions(zone: try zone.map { try Zone($0) })
    change(&options)
    let url = try #require(BenchmarkData.file(path))
    return try importTickets([TicketSource(path: url.path, name: path)], options: options)
  }

  @Test("the incident log, counted by half-hours, is what the counts made from it elsewhere say")
  func serviceNow() throws {
    let tickets = try load("history/servicenow_tickets.csv", zone: "Europe/Rome") { options in
      options.interval = 30
      options.queues = [
        QueueMatch(queue: "servicenow/group70", group: "70"), QueueMatch(queue: "servicenow/other"),
      ]
    }
    #expect(tickets.report.rowsRead == 24_918 && tickets.report.rowsKept == 24_918)
    // Resolution times stand in the file and are not taken for handle times.
    #expect(tickets.report.handleTimes.map(\.source) == [.planner])
    let counts = try load("history/servicenow_30min.csv", zone: "Europe/Rome")
    #expect(counts.histories.map(\.queue) == ["servicenow/all", "servicenow/group70", "servicenow/other"])
    for history in tickets.histories {
      let other = try #require(counts.histories.first { $0.queue == history.queue })
      let found = Dictionary(uniqueKeysWithValues: zip(history.starts, history.contacts))
      let differing = zip(other.starts, other.contacts).filter { found[$0, default: 0] != $1 }
        .map { "\($0.utcText): \(found[$0, default: 0]), not \($1)" }
      #expect(differing.isEmpty, "\(history.queue): \(differing.prefix(5)) of \(differing.count)")
      #expect(other.contacts.reduce(0, +) > 1000)
    }
    // By default a queue for each channel.
    let byChannel = try load("history/servicenow_tickets.csv", zone: "Europe/Rome")
    #expect(byChannel.histories.map(\.queue).contains("phone"))
    #expect(byChannel.histories.reduce(0) { $0 + $1.contacts.reduce(0, +) } == 24_918)
  }

  @Test("a bank's year of counts: 48 intervals a day but for the clock changes")
  func bank() throws {
    let bank = try load("history/bank_il_30min.csv", zone: "Asia/Jerusalem")
    let history = try #require(bank.histories.first)
    #expect(bank.histories.count == 1 && history.queue == "bank-il/phone" && history.interval == 30)
    // 17,520 local half-hours; those that the clocks skip in spring are no intervals, those that autumn repeats are
    // written once.
    #expect(bank.report.rowsKept == 17_520)
    #expect(bank.report.impossibleTimes?.count == 2 && bank.report.ambiguousTimes?.count == 2)
    #expect(history.starts.count == 17_518)
    #expect(zip(history.starts, history.starts.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("the other histories are read whole")
  func others() throws {
    let fire = try load("history/seattle_fire_60min.csv", zone: "America/Los_Angeles")
    #expect(fire.histories[0].interval == 60 && fire.report.rowsRead == 61_320)
    let five = try load("history/bank_us_5min.csv", zone: "America/New_York")
    let thirty = try load("history/bank_us_30min.csv", zone: "America/New_York")
    #expect(five.histories[0].interval == 15 && thirty.histories[0].interval == 30)
    // The half-hours leave out the five minutes after 21:00.
    let coarse = five.histories[0].coarsened(to: 30)
    let joined = Dictionary(uniqueKeysWithValues: zip(coarse.starts, coarse.contacts))
    let differing = zip(thirty.histories[0].starts, thirty.histories[0].contacts).filter { joined[$0] != $1 }
    #expect(differing.isEmpty, "\(differing.count)")
  }

  @Test("the example exports are read, each with what it holds for the unwary")
  func exports() throws {
    let zendesk = try load("exports/zendesk_support_export.csv", zone: "Europe/Warsaw")
    #expect(zendesk.report.sources[0].system == .zendeskCSV)
    #expect(zendesk.report.rowsRead == 4 && zendesk.report.rowsKept == 3)
    #expect(zendesk.report.dropped.map(\.reason) == [.merged])
    #expect(zendesk.report.ambiguousTimes?.count == 2)
    let lines = try load("exports/zendesk_incremental.ndjson")
    #expect(lines.report.sources[0].system == .zendeskJSON)
    #expect(lines.report.rowsKept == 1 && lines.report.dropped.map(\.reason) == [.deleted])
    let freshdesk = try load("exports/freshdesk_export.csv", zone: "Europe/Warsaw")
    #expect(freshdesk.report.dropped.map(\.reason) == [.spam])
    #expect(freshdesk.histories[0].handleSeconds.reduce(0, +) == 720)
    #expect(freshdesk.report.handleTimes.map(\.source) == [.trackedTime])
    let jira = try load("exports/jsm_export.csv", zone: "Europe/Warsaw")
    #expect(jira.report.first?.utcText == "2025-10-27T08:00Z" && jira.histories.map(\.queue) == ["email"])
    #expect(jira.histories[0].handleSeconds.reduce(0, +) == 600)
    let salesforce = try load("exports/salesforce_case_report.csv", zone: "Europe/Warsaw")
    #expect(salesforce.report.dropped.map(\.reason) == [.closedWhenCreated])
    #expect(salesforce.report.sources[0].dateOrder == .dayFirst)
    let hubspot = try load("exports/hubspot_export.csv", zone: "Europe/Warsaw")
    #expect(hubspot.histories.map(\.queue) == ["email"] && hubspot.report.rowsKept == 1)
    let genesys = try load("exports/genesys_wfm_history.csv")
    #expect(genesys.report.sources[0].system == .counts && genesys.histories[0].contacts == [16, 14])
    #expect(genesys.histories[0].handleSeconds == [5400, 4900] && genesys.histories[0].timedContacts == [15, 14])
  }

  @Test(
    "files that are no tickets are refused by name",
    arguments: ["surveymonkey_condensed.csv", "typeform.csv", "qualtrics.csv", "calabrio_forecast_noheader.csv"])
  func noTickets(name: String) throws {
    do {
      _ = try load("exports/" + name, zone: "Europe/Warsaw")
      Issue.record("\(name) was imported")
    } catch let error as Diagnostic {
      #expect(error.code == (name.hasPrefix("calabrio") ? "import.no-header" : "import.not-contacts"))
    }
  }
}
