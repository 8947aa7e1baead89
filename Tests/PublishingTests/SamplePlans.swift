import Calendars
import Plans
import Tables
import Testing
import Workforce

/// The plans that the tests publish.
enum SamplePlans {
  /// Names that break careless writers: separators, quotes, markup, formulas, letters of several scripts, emoji.
  static let awkwardNames = [
    "Łucja Żółć", "O'Neil, Pat \"Paddy\"", "<script>alert('hi')</script>", "=HYPERLINK(\"http://x\")", "Zoë 👩🏽‍💻 Ünal",
    "Nguyễn Thị Ánh", "A & B <b>bold</b>", "Back\\slash; semi, comma", "Line\nbreak", "]]></style></script>",
    "李小龍", "Śmiały-Długonazwiskowski Przemysław Bartłomiej Władysław",
  ]

  static func week(_ text: String) throws -> ISOWeek { try #require(ISOWeek(text)) }

  /// Three continents in the week in which Kraków's clocks go forward (Sunday, 29 March 2026) and nobody else's do.
  static func followTheSun(people count: Int = 45) throws -> PlanDocument {
    try count == 45 ? followTheSun45.get() : followTheSunSketch(people: count).plan()
  }

  static func tiny() throws -> PlanDocument { try tinyPlan.get() }

  // Made once: building a zone's table from Foundation is slow without optimisation.
  private static let followTheSun45 = Result { try followTheSunSketch(people: 45).plan() }
  private static let tinyPlan = Result { try makeTiny() }
  private static let krakow = Result { try Zone("Europe/Warsaw") }
  private static let bogota = Result { try Zone("America/Bogota") }
  private static let manila = Result { try Zone("Asia/Manila") }
  private static let london = Result { try Zone("Europe/London") }

  private static func followTheSunSketch(people count: Int) throws -> PlanSketch {
    let krakow = try krakow.get()
    let bogota = try bogota.get()
    let manila = try manila.get()
    let sites = [
      Site(id: "krk", name: "Kraków", zone: krakow, payPerHour: 17, nightPremiumPerHour: 4),
      Site(id: "bog", name: "Bogotá", zone: bogota, payPerHour: 9, nightPremiumPerHour: 3),
      Site(id: "mnl", name: "Manila", zone: manila, payPerHour: 8, nightPremiumPerHour: 2),
    ]
    let templates = [
      ShiftTemplate(
        id: "day", earliestStart: ClockTime(hour: 6), latestStart: ClockTime(hour: 15), lengths: [510]),
      ShiftTemplate(
        id: "night", sites: ["mnl", "krk"], earliestStart: ClockTime(hour: 21), latestStart: ClockTime(hour: 22),
        lengths: [510]),
    ]
    let always = OpeningHours.always
    let queues = [
      sketch("phone-en", "Phone English", "phone", krakow, "80 % within 20 s", 0.8, always, weight: 1.6, peak: 14),
      sketch(
        "chat-es", "Chat Spanish", "chat", bogota, "80 % within 60 s", 0.8,
        OpeningHours(ClockTime(hour: 6)..<ClockTime(hour: 22), on: Weekday.allCases), weight: 0.9, peak: 10),
      sketch(
        "email-pl", "E-mail Polish", "email", krakow, "reply within 4 h", nil,
        OpeningHours(
          ClockTime(hour: 7)..<ClockTime(hour: 19), on: [.monday, .tuesday, .wednesday, .thursday, .friday]),
        weight: 0.6, peak: 9),
    ]
    let people = (0..<count).map { number -> Person in
      let site = sites[[0, 0, 1, 2, 1][number % 5]]
      let skills: [QueueID] =
        switch site.id {
        case "krk": number % 2 == 0 ? ["email-pl", "phone-en"] : ["phone-en"]
        case "bog": number % 3 == 0 ? ["chat-es"] : ["chat-es", "phone-en"]
        default: ["phone-en"]
        }
      return person(number, site: site, queues: skills, hours: number % 7 == 3 ? 20 : 40)
    }
    return PlanSketch(
      team: "Follow the sun", week: try week("2026-W13"), readerZone: krakow, sites: sites, templates: templates,
      queues: queues, people: people)
  }

  /// One site, two queues, weekdays.
  static func helpdesk(people count: Int = 14) throws -> PlanDocument {
    let zone = try krakow.get()
    let site = Site(id: "office", name: "Office", zone: zone, payPerHour: 24)
    let templates = [
      ShiftTemplate(
        id: "early", earliestStart: ClockTime(hour: 6, minute: 30), latestStart: ClockTime(hour: 9), lengths: [510]),
      ShiftTemplate(id: "late", earliestStart: ClockTime(hour: 10), latestStart: ClockTime(hour: 12), lengths: [510]),
    ]
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let hours = OpeningHours(ClockTime(hour: 7)..<ClockTime(hour: 19), on: weekdays)
    let queues = [
      sketch("phone", "Phone", "phone", zone, "80 % within 20 s", 0.8, hours, weight: 1, peak: 10),
      sketch("email", "E-mail", "email", zone, "reply the same day", nil, hours, weight: 0.5, peak: 9),
    ]
    let people = (0..<count).map { person($0, site: site, queues: ["phone", "email"], hours: $0 % 5 == 4 ? 24 : 40) }
    return PlanSketch(
      team: "IT help desk", week: try week("2026-W49"), readerZone: zone, sites: [site], templates: templates,
      queues: queues, people: people
    ).plan()
  }

  /// Phone and chat, seven days, one site.
  static func contactCentre(people count: Int = 60) throws -> PlanDocument {
    let zone = try london.get()
    let site = Site(id: "leeds", name: "Leeds", zone: zone, payPerHour: 16)
    let templates = [
      ShiftTemplate(
        id: "full", earliestStart: ClockTime(hour: 7), latestStart: ClockTime(hour: 13), lengths: [510]),
      ShiftTemplate(
        id: "evening", earliestStart: ClockTime(hour: 14), latestStart: ClockTime(hour: 15), lengths: [480]),
    ]
    let hours = OpeningHours(ClockTime(hour: 7)..<ClockTime(hour: 23), on: Weekday.allCases)
    let queues = [
      sketch("phone", "Phone", "phone", zone, "80 % within 20 s", 0.8, hours, weight: 1.5, peak: 11),
      sketch("chat", "Chat", "chat", zone, "85 % within 45 s", 0.85, hours, weight: 0.8, peak: 15),
      sketch("billing", "Billing", "phone", zone, "80 % within 30 s", 0.8, hours, weight: 0.5, peak: 10),
    ]
    let people = (0..<count).map { number -> Person in
      let skills: [QueueID] = [["phone", "billing"], ["phone", "chat"], ["chat"], ["phone"]][number % 4]
      return person(number, site: site, queues: skills, hours: number % 3 == 2 ? 24 : 40)
    }
    return PlanSketch(
      team: "Contact centre", currency: "GBP", week: try week("2026-W48"), readerZone: zone, sites: [site],
      templates: templates, queues: queues, people: people, tightness: 0.94
    ).plan()
  }

  /// Small enough to read whole: four people, two zones, an overnight duty in the night of the clock change.
  private static func makeTiny() throws -> PlanDocument {
    var sketch = try followTheSunSketch(people: 4)
    sketch.people[0].id = "=cmd"
    let names = ["O'Neil, Pat \"Paddy\"", "<script>alert(1)</script>", "Łucja Żółć 👩🏽‍💻", "Jan Santos"]
    for number in names.indices { sketch.people[number].name = names[number] }
    var coverage = sketch.plan().coverage
    let grid = sketch.plan().request.grid
    let monday = sketch.week.monday
    func duty(_ number: Int, _ day: Int, _ hour: Int, template: TemplateID = "day") -> AssignedDuty {
      let person = sketch.people[number]
      let date = monday.adding(days: day)
      let duty = Duty(
        template: template, date: date, start: person.zone.instant(of: date, ClockTime(hour: hour)), length: 510,
        breaks: [
          PlacedBreak(kind: .rest, offset: 120, length: 15, paid: true),
          PlacedBreak(kind: .lunch, offset: 240, length: 30, paid: false),
        ])
      return AssignedDuty(person: person.id, duty: duty)
    }
    let duties = [
      duty(0, 0, 8), duty(1, 0, 6), duty(2, 1, 9), duty(3, 2, 21, template: "night"),
      duty(0, 5, 22, template: "night"), duty(1, 6, 8),
    ].sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    let (work, scheduled) = sketch.countWork(of: duties, grid: grid, required: coverage.map(\.required))
    // Two hours of Saturday night are enough of a table to read.
    let from = grid.index(of: sketch.readerZone.instant(of: monday.adding(days: 6), ClockTime(hour: 1)))
    for number in coverage.indices {
      coverage[number].scheduled = scheduled[number]
      for slot in coverage[number].open.indices {
        if slot >= from, slot < from + 8 {
          coverage[number].contacts[slot] = Double(slot - from) * 1.03125 + 2
          coverage[number].occupancy[slot] = coverage[number].scheduled[slot] == 0 ? nil : 0.7125
          continue
        }
        coverage[number].open[slot] = false
        coverage[number].required[slot] = 0
        coverage[number].positions[slot] = 0
        coverage[number].contacts[slot] = 0
      }
    }
    return sketch.document(grid: grid, duties: duties, work: work, coverage: coverage)
  }

  private static func sketch(
    _ id: QueueID, _ name: String, _ channel: String, _ zone: Zone, _ target: String, _ share: Double?,
    _ hours: OpeningHours, weight: Double, peak: Double
  ) -> PlanSketch.QueueSketch {
    PlanSketch.QueueSketch(
      queue: PlanQueue(
        id: id, name: name, channel: channel, zone: zone, target: target, targetServiceLevel: share,
        model: share == nil ? "level work over the opening hours" : "Erlang C, \(target)", shrinkage: 0.1),
      hours: hours, weight: weight, peak: peak)
  }

  private static func person(_ number: Int, site: Site, queues: [QueueID], hours: Int) -> Person {
    let given = [
      "Anna", "Bartek", "Carmen", "Diego", "Ewa", "Felipe", "Grace", "Hanna", "Ignacio", "Jolanta", "Kasia", "Luz",
      "Marek", "Nina", "Oskar", "Paola", "Rafael", "Sofía", "Tomasz", "Urszula", "Wiktor", "Ximena", "Zofia",
    ]
    let family = [
      "Nowak", "Reyes", "Kowalska", "Santos", "Wójcik", "Gómez", "Lim", "Zielińska", "Cruz", "Mazur", "Duarte", "Bąk",
      "Ortiz", "Pawlak", "Vega", "Sikora", "Ramos", "Król", "Torres",
    ]
    let plain = "\(given[number % given.count]) \(family[(number * 7 + number / 23) % family.count])"
    let name = number % 4 == 1 ? awkwardNames[number / 4 % awkwardNames.count] : plain
    var person = Person(
      id: PersonID("a\(100 + number)"), name: name, site: site.id, zone: site.zone, queues: queues,
      contract: .hours(hours), rules: PersonRules(minimumWeekly: .hours(hours - 4), maximumWeekly: .hours(hours + 4)))
    if number % 9 == 4 { person.wishes = (0..<3).map { _ in Wish(kind: .dayOff, price: 20) } }
    if number % 13 == 6, let monday = ISOWeek("2026-W13")?.monday {
      person.absences = [Absence(first: monday, last: monday.adding(days: 1))]
    }
    return person
  }
}
