import Calendars
import Tables
import Testing

@testable import Tickets

/// Exports as systems and spreadsheets really write them.
@Suite struct RealFileTests {
  private func report(_ text: String, _ options: ImportOptions? = nil) throws -> ImportReport {
    try Sample.read(text, options ?? Sample.warsaw()).get().report
  }

  private func drops(_ report: ImportReport) -> [String] { report.dropped.map { "\($0.reason.rawValue) \($0.count)" } }

  private func codes(_ report: ImportReport) -> [String] { report.warnings.map(\.code) }

  private func seconds(_ histories: [IntervalHistory]) -> Double {
    histories.flatMap(\.handleSeconds).reduce(0, +)
  }

  @Test("of two known columns the one that holds times is used")
  func twoCreated() throws {
    let text = """
      Case Number,Created Date,Date/Time Opened,Case Origin
      00001,2/3/2026,2/3/2026 9:00 AM,Phone
      00002,2/3/2026,2/3/2026 9:20 AM,Phone

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.report.rowsKept == 2)
    #expect(result.report.sources[0].columns.first?.column == "Date/Time Opened")
  }

  @Test("a date alone is refused with the column that holds times, or times of day")
  func datesAlone() throws {
    let times = Sample.fault("id,Created Date,Answered\n1,2026-02-03,2026-02-03 9:05\n", try Sample.warsaw())
    #expect(times?.code == "import.no-time-of-day")
    #expect(times?.cure?.contains("--column created=Answered") == true)
    let clock = Sample.fault("id,Created Date,At\n1,2026-02-03,9:05\n", try Sample.warsaw())
    #expect(clock?.cure?.contains("--column created=\"Created Date+At\"") == true)
    let none = Sample.fault("id,Created Date\n1,2026-02-03\n", try Sample.warsaw())
    #expect(none?.cure?.contains("count the contacts of each day") == true)
    let noDate = Sample.fault("id,Start time,Weekday\n1,9:05,Mon\n", try Sample.warsaw())
    #expect(noDate?.code == "import.no-date")
  }

  @Test("directions in many languages: outbound and internal calls are left out, unknown words are listed")
  func directions() throws {
    var text = "Call ID,Start time,Direction,Channel,Handle time\n"
    for (number, word) in [
      "Incoming", "Outgoing", "Outbound", "Internal", "eingehend", "Ausgehende", "przychodzące", "wychodzące",
      "příchozí", "Odchozí", "entrante", "saliente", "entrant", "sortant", "In entrata", "In uscita", "recebida",
      "efetuada", "inkomend", "uitgaand", "interna", "sideways", "sideways", "Llamada entrante", "",
    ].enumerated() {
      text += "c\(number),2026-03-02 09:\(10 + number):00,\(word),Phone,200\n"
    }
    let report = try report(text)
    #expect(drops(report) == ["outbound 10", "internal 2"])
    #expect(report.rowsKept == 13)
    let warning = try #require(report.warnings.first { $0.code == "import.unknown-direction" })
    #expect(warning.message.contains("2 rows have directions") && warning.message.contains("'sideways' 2"))
  }

  @Test("a column of call types that names no direction is none")
  func callTypes() throws {
    let report = try report("id,created,Call type\n1,2026-03-02 09:00,Billing\n2,2026-03-02 09:00,Returns\n")
    #expect(report.rowsKept == 2 && report.warnings.isEmpty)
  }

  @Test("date and time in two columns are found by themselves, and can be named")
  func dateAndTime() throws {
    let text = "Call Id;Date;Time;Topic\nC1;04.02.2025;09:01;Billing\nC2;05.02.2025;09:02:30;Billing\n"
    for set in [nil, "Date", "Date+Time", "Time", "#2+#3", "Time+Date"] {
      var options = try Sample.warsaw()
      options.columns.created = set
      let result = try Sample.read(text, options).get()
      #expect(Sample.shown(result.histories) == ["all 2025-02-04T08:00Z 1.0", "all 2025-02-05T08:00Z 1.0"])
      #expect(result.report.sources[0].columns.first?.column == "Date+Time")
    }
    // A time after a date that is always midnight, and a time of day that carries a date.
    let midnight = try Sample.read(
      "id,date,time\n1,2025-02-04 00:00:00,1899-12-30 09:16:00\n2,2025-02-05 00:00:00,9:17 PM\n", Sample.warsaw()
    ).get()
    #expect(Sample.shown(midnight.histories).first == "all 2025-02-04T08:15Z 1.0")
  }

  @Test("numbers of days and fractions as spreadsheets save dates without a format")
  func serialDates() throws {
    let text = "DATA,HORA,CLIENTE\n45692,0.375694444444444,K1\n45693,0.376388888888889,K2\n"
    for set in [nil, "DATA"] {
      var options = try Sample.warsaw()
      options.columns.created = set
      let result = try Sample.read(text, options).get()
      #expect(Sample.shown(result.histories) == ["all 2025-02-04T08:00Z 1.0", "all 2025-02-05T08:00Z 1.0"])
    }
    let whole = try Sample.read("id;created\n1;45692,5\n2;45693\n3;45693,99999\n", Sample.warsaw()).get()
    #expect(
      Sample.shown(whole.histories) == [
        "all 2025-02-04T11:00Z 1.0", "all 2025-02-04T23:00Z 1.0", "all 2025-02-05T22:45Z 1.0",
      ])
  }

  @Test("columns by number, also of equal names; legs of a call are one contact with all their time")
  func segments() throws {
    let text = """
      Call ID,Segment,Date,Start Time,Calling Party,Split/Skill,Time,Trunk,Time,SEGSTOP
      1,1,1/2/2025,10:42:04 AM,100,EN,:00:02,T1,10:42:00 AM,10:42:09 AM
      1,2,1/2/2025,10:42:09 AM,100,EN,:03:10,T1,10:42:09 AM,10:45:19 AM
      2,1,1/13/2025,10:51:17 AM,100,DE,:00:10,T1,10:51:00 AM,10:51:27 AM

      """
    for name in ["Time#1", "#7"] {
      var options = try Sample.warsaw()
      options.columns.handleTime = name
      let result = try Sample.read(text, options).get()
      #expect(result.histories.map(\.queue) == ["de", "en"])
      #expect(
        Sample.shown(result.histories) == ["de 2025-01-13T09:45Z 1.0", "en 2025-01-02T09:30Z 1.0"])
      #expect(seconds(result.histories) == 202)
      #expect(drops(result.report) == ["further part of a contact 1"])
    }
    var options = try Sample.warsaw()
    options.columns.handleTime = "Time"
    #expect(Sample.fault(text, options)?.cure?.contains("'Time#1'") == true)
    options.columns.handleTime = "Time#3"
    #expect(Sample.fault(text, options)?.message.contains("the file has 2 of them") == true)
    options.columns.handleTime = "#99"
    #expect(Sample.fault(text, options)?.message.contains("the file has 10") == true)
  }

  @Test("a field that goes on behind its closing quote is read, and noted once")
  func looseQuotes() throws {
    let text = """
      calldate,clid,src,dst,duration,billsec,disposition
      2025-02-03 09:01:00,"Agent 01" <101>,101,200,31,21,ANSWERED
      2025-02-03 09:02:00,"Agent 02" <102>,102,200,32,22,ANSWERED

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.report.rowsKept == 2 && result.report.dropped.isEmpty)
    #expect(seconds(result.histories) == 43)
    #expect(result.report.warnings.map(\.code) == ["import.no-ids", "csv.text-after-quote"])
    #expect(result.report.warnings.allSatisfy { $0.severity == .note })
  }

  @Test("counts without a header are refused with columns that count them")
  func noHeaderCounts() throws {
    let text = "Insurance,20261001 08:00,20261001 08:15,9,135.36\nInsurance,20261001 08:15,20261001 08:30,12,135.36\n"
    let fault = Sample.fault(text, try Sample.warsaw())
    #expect(fault?.cure?.contains("--no-header --column start=#2 --column contacts=#4") == true)
    var options = try Sample.warsaw()
    options.hasHeader = false
    (options.columns.start, options.columns.contacts) = ("#2", "#4")
    #expect(try Sample.read(text, options).get().histories.flatMap(\.contacts).reduce(0, +) == 21)
  }

  @Test("a first row of data is told, and read when the planner says so")
  func noHeader() throws {
    let text = "40.11,-75.21,TYPE A,2025-02-03 09:01\n40.12,-75.22,TYPE A,2025-02-03 09:02\n"
    for set in [nil, "2025-02-03 09:01"] {
      var options = try Sample.warsaw()
      options.columns.created = set
      let fault = Sample.fault(text, options)
      #expect(fault?.code == "import.no-header")
      #expect(fault?.cure?.contains("--no-header --column created=#4") == true)
    }
    for set in [nil, "#4"] {
      var options = try Sample.warsaw()
      options.hasHeader = false
      options.columns.created = set
      #expect(try Sample.read(text, options).get().report.rowsKept == 2)
    }
  }

  @Test("a channel that is another in nearly every row is none")
  func channelOfCalls() throws {
    var text = "created,src,channel,billsec\n"
    for number in 10..<40 {
      text += "2025-02-03 09:\(number):00,10\(number % 7),SIP/10\(number % 7)-000000\(number),\(number)\n"
    }
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories.map(\.queue) == ["all"])
    #expect(codes(result.report).contains("import.no-words"))
    var options = try Sample.warsaw()
    options.columns.channel = "channel"
    #expect(try Sample.read(text, options).get().histories.count == 30)
  }

  @Test("a log of queue events: a contact for each call that enters, its talk time, nothing for the rest")
  func queueLog() throws {
    var text = "uid,date_time,callid,queue_name,type,event,param1,time\n1,1738573200,NONE,NONE,A1,QUEUESTART,,x\n"
    for call in 0..<6 {
      let start = 1_738_573_200 + call * 600
      for (offset, event) in [
        (0, "ENTERQUEUE"), (5, "RINGNOANSWER"), (10, "RINGNOANSWER"), (20, "CONNECT"), (200, "COMPLETECALLER"),
      ] { text += "9,\(start + offset),\(start).\(call),SUPPORT,A1,\(event),,x\n" }
    }
    text += "9,1738580000,a.1,SUPPORT,A1,ENTERQUEUE,,x\n9,1738580100,a.1,SUPPORT,A1,ABANDON,,x\n"
    let result = try Sample.read(text).get()
    #expect(result.report.sources[0].system == .queueLog)
    #expect(result.histories.map(\.queue) == ["SUPPORT"])
    #expect(result.report.rowsKept == 7 && drops(result.report) == ["no contact of its own 26"])
    #expect(seconds(result.histories) == 6 * 180)
    #expect(result.histories[0].timedContacts.reduce(0, +) == 6)
  }

  @Test("handle times as fractions of a day; fractions that are none are unknown, and said")
  func dayFractions() throws {
    var text = "id,created,handle_time\n"
    for number in 0..<40 {
      text += "\(number),2025-02-04 09:\(10 + number),\(Double(201 + number) / 86_400)\n"
    }
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(abs(seconds(result.histories) - 8_820) < 0.001)
    #expect(codes(result.report) == ["import.day-fractions"])
    let hours = try Sample.read(
      "id,created,handle_time\n1,2025-02-04 09:10,0.05\n2,2025-02-04 09:10,0.07\n", Sample.warsaw()
    )
    .get()
    #expect(seconds(hours.histories) == 0 && codes(hours.report) == ["import.handle-unit"])
    let named = try Sample.read("id,created,handle_time (hours)\n1,2025-02-04 09:10,0.05\n", Sample.warsaw()).get()
    #expect(seconds(named.histories) == 180)
  }

  @Test(
    "every spelling of a length of time",
    arguments: [
      ("201", 201), ("201.5", 201.5), ("0:03:21", 201), (":03:10", 190), ("00:03:21.5", 201.5), ("3m 21s", 201),
      ("1h 2m", 3720), ("12 min", 720), ("2 minutes", 120), ("201 sec", 201), ("PT3M21S", 201), ("1 hr 1 sec", 3601),
      ("0 days 00:03:21", 201), ("0.00:03:21", 201), ("1,5 min", 90),
    ])
  func durations(text: String, seconds: Double) {
    #expect(HandleTime.seconds(Array(text.utf8).span, unit: 1, marks: [.point]) == seconds)
  }

  @Test(
    "what is no length of time, or may be two",
    arguments: [
      "3:21", "abc", "", "1:2:3", "0:61:00", "3m 21m", "21s 3m", "5 parsecs", "::", ":", "1:", "PT", "2 days 01:00:00",
    ])
  func noDurations(text: String) {
    #expect(HandleTime.seconds(Array(text.utf8).span, unit: 1, marks: [.point]) == nil)
  }

  @Test("two parts of a duration are told by the column's name, or by more minutes than a day has hours")
  func twoParts() throws {
    func total(_ name: String, _ first: String) throws -> Double {
      let text = "id,created,\(name)\n1,2025-02-04 09:10,\(first)\n2,2025-02-04 09:10,3:21\n"
      var options = try Sample.warsaw()
      options.columns.handleTime = name
      return seconds(try Sample.read(text, options).get().histories)
    }
    #expect(try total("AHT (mm:ss)", "1:00") == 261)
    #expect(try total("AHT (hh:mm)", "1:00") == 3600 + 3 * 3600 + 21 * 60)
    #expect(try total("AHT", "45:00") == 2700 + 201)
    #expect(try total("AHT", "1:00") == 0)
    #expect(try total("Dauer in Minuten", "2.5") == 150)
  }

  @Test(
    "headers in nine languages",
    arguments: [
      "Ticketnummer;Erstellt am;Kanal;Gruppe;Bearbeitungszeit",
      "Numer zgłoszenia;Data utworzenia;Kanał;Zespół;Czas obsługi",
      "Číslo požadavku;Datum vytvoření;Kanál;Skupina;Délka hovoru",
      "Číslo požiadavky;Dátum vytvorenia;Kanál;Skupina;Trvanie",
      "Numéro de ticket;Date de création;Canal;Groupe;Durée de traitement",
      "Número de ticket;Fecha de creación;Canal;Grupo;Duración", "Numero ticket;Data di creazione;Canale;Gruppo;Durata",
      "ID do ticket;Data de criação;Canal;Grupo;Duração", "Ticketnummer;Aangemaakt op;Kanaal;Groep;Duur",
      "NUMERO TICKET;DATA CREAZIONE;CANALE;GRUPPO;DURATA CHIAMATA",
    ])
  func languages(header: String) throws {
    let result = try Sample.read(header + "\n7;04.02.2025 09:10;Telefon;A;0:03:00\n", Sample.warsaw()).get()
    #expect(
      result.report.sources[0].columns.map(\.purpose) == ["created", "id", "channel", "group", "handle time"])
    #expect(result.histories.map(\.queue) == ["phone"] && seconds(result.histories) == 180)
  }

  @Test("files without ids say so, and name the column that may hold them")
  func noIDs() throws {
    let unique = try report("Ref No,created\nx1,2025-02-04 09:10\nx2,2025-02-04 09:11\n")
    #expect(unique.warnings.first?.code == "import.no-ids")
    #expect(unique.warnings.first?.cure?.contains("--column id=\"Ref No\"") == true)
    let repeating = try report("Order ID,created\nx1,2025-02-04 09:10\nx1,2025-02-04 09:11\n")
    #expect(repeating.warnings.first?.cure?.contains("'Order ID' repeats (1 values in the first 2 rows)") == true)
    var text = "callid,created\n"
    for row in 0..<8 { text += "\(row / 4),2025-02-04 09:1\(row)\n" }
    #expect(codes(try report(text)) == ["import.repeated-ids"])
  }

  @Test("the zone that stands in a header is used")
  func zoneInHeader() throws {
    let text = "id,Started at (America/Bogota)\n1,2025-02-04 09:10\n"
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(Sample.shown(result.histories) == ["all 2025-02-04T14:00Z 1.0"])
    #expect(result.report.sources[0].zone?.identifier == "America/Bogota")
  }

  @Test("totals and the lines below a report are no bad rows")
  func footers() throws {
    let text = """
      Case Number,Opened Date,Date/Time Opened,Case Origin
      1,2/13/2026,"2/13/2026, 9:00 AM",Phone
      2,2/13/2026,"2/13/2026, 9:20 AM",Phone
      Grand Totals,,,2

      "My Cases Report"
      "Copyright (c) 2026 Example. All rights reserved."
      "Confidential Information - Do Not Distribute"

      """
    let report = try report(text)
    #expect(report.rowsKept == 2 && drops(report) == ["total or footer 4"])
    let broken = try self.report("id,created\n1,2026-02-13 09:00\nlost\n2,2026-02-13 09:00\n3,2026-02-13 09:00\n")
    #expect(drops(broken) == ["bad row 1"])
  }

  @Test(
    "channel words of many systems",
    arguments: [
      (
        "phone",
        "Voice,VOICE,Phone call (incoming),Telefon,Téléphone,Anruf,Llamada,Inbound call,Voicemail,Callback,Telephony"
      ),
      (
        "email",
        "Mail,E-Mail,Web form,Web,Portal,Correo electrónico,Courriel,Web service (API),Closed Ticket,Feedback Widget,Help Center,self-service,Outbound Email"
      ),
      ("chat", "Chat,Live chat,Messaging,WhatsApp,SMS,Facebook Messenger,Text message,Czat,Web messaging,twitter DM"),
      ("social", "Facebook,X,Twitter,Instagram,Forum,Community,Google Play,Trustpilot review"),
    ])
  func channelWords(usual: String, words: String) {
    for word in words.split(separator: ",") { #expect(ChannelWords.usual(String(word)) == usual, "\(word)") }
    #expect(ChannelWords.usual("Billing") == nil && ChannelWords.usual("") == nil)
  }

  @Test("a queue for the system's own word comes before the usual channel")
  func ownWord() throws {
    let text = "id,created,channel\n1,2025-02-04 09:10,Web form\n2,2025-02-04 09:10,Mail\n3,2025-02-04 09:10,Portal\n"
    var options = try Sample.warsaw()
    options.queues = [QueueMatch(queue: "mail", channel: "email"), QueueMatch(queue: "forms", channel: "web form")]
    let result = try Sample.read(text, options).get()
    #expect(
      Sample.shown(result.histories) == ["forms 2025-02-04T08:00Z 1.0", "mail 2025-02-04T08:00Z 2.0"])
  }
}
