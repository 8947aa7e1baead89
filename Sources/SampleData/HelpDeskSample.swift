internal import Calendars
internal import Searching

/// One site, e-mail and phone, 14 people; half a year of tickets in the columns of Zendesk's CSV export.
struct HelpDeskSample {
  let first = CivilDate(dayNumber: 20_598)  // 2026-05-25, a Monday
  let days = 26 * 7

  func files() -> [SampleProject.File] {
    let path = "tickets/zendesk-export.csv"
    return [
      .init(path: "rota.json", text: Self.settings),
      .init(path: "agents.csv", text: Staff.table(staff)),
      .init(path: "absences.csv", text: Self.absences),
      .init(path: "requests.csv", text: Self.requests),
      .init(path: "holidays.csv", text: Self.holidays),
      .init(path: path, text: tickets()),
    ]
  }

  private var outage: CivilDate { first.adding(days: 115) }

  private var phone: DemandShape {
    DemandShape(
      daily: 205, weekdays: [1.18, 1.04, 1.0, 0.95, 0.83, 0, 0], opens: 8, closes: 18,
      peaks: [(10, 1, 1.3), (14, 0.75, 1.6)], growth: 0.12, monthStart: 0.18, daySpread: 0.06, outage: outage)
  }

  private var email: DemandShape {
    DemandShape(
      daily: 118, weekdays: [1.3, 1.05, 1.0, 0.95, 0.9, 0.25, 0.2], opens: 0, closes: 24,
      peaks: [(9.5, 1, 2), (15, 0.8, 2.5), (20, 0.3, 1.5)], growth: 0.1, monthStart: 0.1, daySpread: 0.07,
      outage: outage)
  }

  private var staff: [Staff] {
    var people = (1...14).map { number in
      Staff.named(number, site: "krakow", skills: number <= 9 ? "phone email" : "phone", hours: 40)
    }
    for index in [8, 12] { people[index].contractHours = 30 }
    people[13].contractHours = 20
    people[13].daysOff = "wed"
    people[2].preferredStart = "07:30"
    people[6].preferredStart = "09:30"
    return people
  }

  private func tickets() -> String {
    struct Ticket {
      var date: CivilDate
      var second: Int
      var channel: String
    }
    var random = SeededGenerator(seed: 20_261)
    var tickets: [Ticket] = []
    for day in 0..<days {
      let date = first.adding(days: day)
      for (shape, channel) in [(phone, "Phone"), (email, "Mail")] {
        let counts = shape.contacts(on: date, since: first, using: &random)
        for (quarter, count) in counts.enumerated() {
          for _ in 0..<count {
            let second = quarter * 900 + random.nextIndex(below: 900)
            tickets.append(Ticket(date: date, second: second, channel: channel))
          }
        }
      }
    }
    let order = tickets.indices.sorted {
      (tickets[$0].date, tickets[$0].second, $0) < (tickets[$1].date, tickets[$1].second, $1)
    }
    var text = ZendeskExport.header
    for (number, index) in order.enumerated() {
      let ticket = tickets[index]
      let created = CivilTime(date: ticket.date, secondOfDay: ticket.second)
      let minutes = ticket.channel == "Phone" ? 3 + random.nextIndex(below: 9) : 20 + random.nextIndex(below: 400)
      text += ZendeskExport.row(
        id: 10_001 + number, group: "Help desk", channel: ticket.channel, created: created,
        solved: CivilTime(wallSeconds: created.wallSeconds + minutes * 60), replies: 1 + random.nextIndex(below: 3))
    }
    return text
  }

  private static let absences = """
    agent_id,first_date,last_date,kind,paid
    a04,2026-11-23,2026-11-24,leave,yes
    a11,2026-11-27,2026-11-27,training,yes

    """

  private static let requests = """
    agent_id,date,request
    a02,2026-11-27,day off
    a09,2026-11-25,start 08:00

    """

  private static let holidays = """
    date,name,class
    2026-06-04,Corpus Christi,holiday
    2026-08-15,Assumption Day,holiday
    2026-11-11,Independence Day,holiday
    2026-12-25,Christmas Day,holiday
    2026-12-26,Second Day of Christmas,holiday

    """

  private static let settings = """
    // A help desk in one place. Every line that is left out has a sensible default; comments and trailing commas are
    // welcome (JSON5). Durations carry their unit: "20s", "6m", "8h30m".
    {
      name: "Help desk",
      currency: "EUR",
      timeZone: "Europe/Warsaw",
      holidays: "holidays.csv",

      // Ticket exports that every plan reads afresh; `rota import` adds others to history/.
      tickets: [ { file: "tickets/zendesk-export.csv", system: "zendesk-csv", timeZone: "Europe/Warsaw" } ],

      // What customers contact you about, when, and what you promise them.
      queues: [
        {
          id: "phone",
          name: "Phone",
          channel: "phone",
          hours: { "mon-fri": "08:00-18:00" },
          target: { serviceLevel: 0.8, within: "20s", maximumOccupancy: 0.85 },
          handleTime: "6m",  // used because the tickets carry no handle time of their own
          // Time on the rota but not at the phone. All leave is booked in absences.csv, so it adds nobody: no double
          // counting. Without knownToRota what isn't booked yet would add heads.
          shrinkage: [
            { kind: "sickness", share: 0.03 },
            { kind: "coaching", share: 0.05, planned: true },
            { kind: "leave", share: 0.09, planned: true, knownToRota: true },
          ],
          match: { channel: "phone" },
        },
        {
          id: "email",
          name: "E-mail",
          channel: "email",
          hours: { "mon-fri": "08:00-18:00" },
          target: { maximumOccupancy: 0.9 },
          responseTime: { within: "8h", clock: "openingHours" },  // the other clock is "elapsed": nights count
          // blendedWith: ["phone"],  // let people on the phone answer mails while nobody calls
          handleTime: "8m",
          shrinkage: 0.08,
          match: { channel: "email" },
        },
      ],

      sites: [
        { id: "krakow", name: "Kraków", timeZone: "Europe/Warsaw", payPerHour: 12, nightPremiumPerHour: 2.4 },
      ],

      // When people may start, how long they stay. "standard" breaks: a rest, an unpaid lunch, a rest.
      shifts: [
        { id: "full", days: "mon-fri", start: "07:30-10:00", step: "30m", lengths: ["8h", "8h30m", "9h"],
          latestEnd: "18:30" },
        { id: "short", days: "mon-fri", start: "08:00-13:30", step: "30m", lengths: ["4h", "5h"], latestEnd: "18:30" },
      ],

      rules: {
        minimumRest: "11h",
        weeklyTolerance: "2h",  // paid time may differ from the contract by this much
        maximumConsecutiveDays: 5,
        minimumDaysOff: 2,
      },

      // What a missing or a superfluous person costs for an hour: the first ones and further ones.
      prices: { underFirst: 30, underNext: 75, overFirst: 1, overNext: 5, band: 0.1 },
    }

    """
}
