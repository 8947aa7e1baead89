import Calendars
import Foundation
import Tables
import Testing
import Verification

@testable import Tickets

/// An export of every system whose layout is known: its header, with rows that the test writes.
@Suite struct SystemExportTests {
  /// A header with the cells that matter under their names.
  private func table(_ header: String, _ rows: [[String: String]], delimiter: Character = ",") -> String {
    let names = header.split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    var text = header + "\n"
    for row in rows {
      for name in row.keys { #expect(names.contains(name), "no column '\(name)'") }
      text +=
        names.map { name in
          let cell = row[name] ?? ""
          return cell.contains(delimiter) ? "\"\(cell)\"" : cell
        }.joined(separator: String(delimiter)) + "\n"
    }
    return text
  }

  /// Queue, first start and handle seconds, and reasons for what was left out.
  private func outcome(_ text: String, change: (inout ImportOptions) -> Void = { _ in }) throws -> String {
    var options = try Sample.warsaw()
    change(&options)
    let result = try Sample.read(text, options).get()
    let report = result.report
    #expect(report.rowsKept + report.dropped.reduce(0) { $0 + $1.count } == report.rowsRead)
    return
      (Sample.shown(result.histories)
      + [result.histories.flatMap(\.handleSeconds).reduce(0, +)].filter { $0 > 0 }.map { "\($0) s" }
      + report.dropped.map { "\($0.reason.rawValue) \($0.count)" }).joined(separator: "; ")
  }

  @Test("help desks")
  func helpDesks() throws {
    let zendesk =
      "Summation column,Id,Requester external id,Group,Subject,Tags,Status,Via,Created at,Updated at,Group stations,Replies,Reason [list]"
    #expect(
      try outcome(
        table(
          zendesk,
          [
            ["Summation column": "1", "Id": "1001", "Via": "Web form", "Created at": "2026-10-26 09:00"],
            ["Summation column": "1", "Id": "1002", "Via": "Phone call (incoming)", "Created at": "2026-10-26 09:00"],
            ["Summation column": "1", "Id": "1003", "Via": "Phone call (outbound)", "Created at": "2026-10-26 09:00"],
            ["Summation column": "1", "Id": "1004", "Via": "Messaging", "Created at": "08-10-2026 20:52"],
          ])) == "chat 2026-10-08T18:45Z 1.0; email 2026-10-26T08:00Z 1.0; phone 2026-10-26T08:00Z 1.0; outbound 1")
    #expect(
      try outcome(
        table(
          "Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Time tracked,Agent interactions,Tags,Product,Contact ID",
          [
            ["Ticket ID": "2", "Source": "Portal", "Created time": "2026-10-26 09:10:00", "Time tracked": "00:12:00"],
            ["Ticket ID": "3", "Source": "Outbound Email", "Created time": "2026-10-26 09:10:00"],
            [
              "Ticket ID": "4", "Source": "Feedback Widget", "Created time": "2026-10-26 09:10:00",
              "Time tracked": "0:04:30",
            ],
          ])) == "email 2026-10-26T08:00Z 2.0; 990.0 s; outbound 1")
    #expect(
      try outcome(
        table(
          "Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Close date,Priority,Ticket owner,Source,Time to close (HH:mm:ss)",
          [
            [
              "Ticket ID": "1", "Pipeline": "Support", "Create date": "2026-10-26 09:00", "Source": "FORM",
              "Time to close (HH:mm:ss)": "06:40:00",
            ]
          ]))
        == "email 2026-10-26T08:00Z 1.0")
    #expect(
      try outcome(
        table(
          "Conversation ID,Conversation started at (Europe/Berlin),Started by,Conversation source,Channel,Current conversation state,Team currently assigned,Fin AI Agent involved,Fin AI Agent deflected",
          [
            [
              "Conversation ID": "1", "Conversation started at (Europe/Berlin)": "2026-10-26 09:00:12",
              "Started by": "Customer", "Conversation source": "Inbound message", "Channel": "Chat",
              "Fin AI Agent deflected": "false",
            ],
            [
              "Conversation ID": "2", "Conversation started at (Europe/Berlin)": "2026-10-26 09:00:12",
              "Started by": "Customer", "Channel": "Chat", "Fin AI Agent deflected": "true",
            ],
            [
              "Conversation ID": "3", "Conversation started at (Europe/Berlin)": "2026-10-26 09:00:12",
              "Started by": "Teammate", "Conversation source": "Outbound message", "Channel": "Chat",
            ],
          ])) == "chat 2026-10-26T08:00Z 1.0; outbound 1; answered by a bot 1")
    for (status, created) in [("Status (Ticket)", "26-10-2026 09:00"), ("Status (Ticket)", "26 Oct 2026 09:00 AM")] {
      #expect(
        try outcome(
          table(
            "Ticket Id,Department,Created Time (Ticket),Ticket Closed Time,\(status),Channel,Language (Ticket)",
            [
              [
                "Ticket Id": "101", "Department": "Support", "Created Time (Ticket)": created,
                "Ticket Closed Time": "-", status: "Closed", "Channel": "Phone",
              ]
            ]))
          == "phone 2026-10-26T08:00Z 1.0")
    }
    #expect(
      try outcome(
        table(
          "Record Id,Case Number,Case Origin,Status,Subject,Created Time,Modified Time,Case Owner",
          [["Record Id": "z", "Case Number": "TT1", "Case Origin": "Phone", "Created Time": "2026-10-26 09:00:12"]]))
        == "phone 2026-10-26T08:00Z 1.0")
  }

  @Test("service desks and customer relations")
  func serviceDesks() throws {
    for (key, created, source, time) in [
      ("Issue key", "Created", "Custom field (Source)", "26/Oct/26 9:00 AM"),
      ("Work item key", "Created", "Custom field (Source)", "26/Oct/26 9:00 AM"),
      ("Clave de incidencia", "Creada", "Campo personalizado (Source)", "26/oct/26 9:00 a. m."),
    ] {
      #expect(
        try outcome(
          table(
            "Summary,\(key),Status,\(created),Updated,Components,Labels,Labels,Time Spent,\(source),Custom field (Request language),Comment,Comment",
            [[key: "SD-1", created: time, "Time Spent": "600", source: "Email", "Components": "VPN"]]))
          == "email 2026-10-26T08:00Z 1.0; 600.0 s")
    }
    #expect(
      try outcome("Clave de incidencia,Creada\nSD-2,26/dic/26 1:10 PM\n") == "all 2026-12-26T12:00Z 1.0")
    #expect(
      try outcome(
        table(
          "ID,CASENUMBER,CREATEDDATE,ORIGIN,STATUS,OWNERID,ISCLOSEDONCREATE",
          [
            ["ID": "500x", "CREATEDDATE": "2026-10-26T08:00:12.000Z", "ORIGIN": "Phone", "ISCLOSEDONCREATE": "false"],
            ["ID": "500y", "CREATEDDATE": "2026-10-26T08:00:12.000Z", "ORIGIN": "Phone", "ISCLOSEDONCREATE": "true"],
          ])) == "phone 2026-10-26T08:00Z 1.0; closed when created 1")
    #expect(
      try outcome(
        "number,opened_at,contact_type,assignment_group,state\nINC1,2026-10-26 09:00:00,self-service,Desk,Closed\n")
        == "email 2026-10-26T08:00Z 1.0")
  }

  @Test("telephone systems")
  func telephones() throws {
    #expect(
      try outcome(
        "QueueName,TimeStamp,ChannelType,IncomingContactVolume,AverageHandleTime\nEN,2026-10-26T08:00:00.000Z,VOICE,21,312\nEN,2026-10-26T08:15:00.000Z,VOICE,20,300\n"
      )
        == "EN 2026-10-26T08:00Z 21.0; EN 2026-10-26T08:15Z 20.0; 12552.0 s")
    #expect(
      try outcome(
        "Call ID,Call Start Time,Queue,Call Type,Talk Time\n1,26/10/2026 09:00:05,EN,Inbound,00:02:00\n2,26/10/2026 09:01:05,EN,Outbound,00:02:00\n"
      )
        == "EN 2026-10-26T08:00Z 1.0; 120.0 s; outbound 1")
    #expect(
      try outcome(
        "uniqueid;calldate;duration;billsec;disposition\n1.1;2026-10-26 09:00:05;31;21;ANSWERED\n1.2;2026-10-26 09:00:05;31;0;NO ANSWER\n"
      )
        == "all 2026-10-26T08:00Z 2.0; 21.0 s")
    #expect(
      try outcome(
        "Anrufrichtung;Anrufbeginn;Gesprächsdauer;Warteschlange\nEingehend;26.10.2026 09:00:05;2 min 1 s;EN\nAusgehend;26.10.2026 09:00:05;1 min;EN\n"
      )
        == "EN 2026-10-26T08:00Z 1.0; 121.0 s; outbound 1")
  }

  @Test(
    "every ticket export of the benchmark data is read without a bad row",
    .enabled(if: BenchmarkData.isPresent))
  func schemas() throws {
    let systems = [
      "amazon-connect", "drift", "freshdesk", "hubspot", "intercom", "jira-service-management", "livechat",
      "salesforce",
      "zendesk", "zoho",
    ]
    let folder = try #require(BenchmarkData.file("exports/schemas"))
    var read = 0
    for system in systems {
      for file in try FileManager.default.contentsOfDirectory(
        at: folder.appending(path: system), includingPropertiesForKeys: nil
      )
      .sorted(by: { $0.path < $1.path }) where ["csv", "json", "ndjson"].contains(file.pathExtension) {
        let result = try importTickets(
          [TicketSource(path: file.path, name: file.lastPathComponent)], options: Sample.warsaw())
        #expect(result.report.rowsKept > 0 && !result.report.dropped.contains { $0.reason == .badRow }, "\(file.path)")
        read += 1
      }
    }
    #expect(read >= 20)
  }
}
