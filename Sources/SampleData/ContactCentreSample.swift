internal import Calendars

/// Phone and chat seven days a week, 60 people at one site, many of them part-time.
struct ContactCentreSample {
  let first = CivilDate(dayNumber: 20_598)  // 2026-05-25, a Monday
  let days = 26 * 7

  func files() -> [SampleProject.File] {
    let path = "tickets/contacts-30min.csv"
    let outage = first.adding(days: 93)
    let phone = DemandShape(
      daily: 1290, weekdays: [1.22, 1.1, 1.05, 1.02, 0.98, 0.7, 0.5], opens: 7, closes: 22,
      peaks: [(10.5, 1, 1.8), (15, 0.85, 2.2), (19, 0.45, 1.5)], growth: 0.15, monthStart: 0.2, daySpread: 0.05,
      outage: outage)
    let chat = DemandShape(
      daily: 450, weekdays: [1.1, 1.05, 1.02, 1.0, 1.0, 0.85, 0.8], opens: 8, closes: 22,
      peaks: [(12, 0.8, 2.5), (20, 1, 1.7)], growth: 0.3, monthStart: 0.1, daySpread: 0.07, outage: outage)
    let counts = CountExport.text(
      [.init(id: "phone", shape: phone, handleTime: 285), .init(id: "chat", shape: chat, handleTime: 420)],
      first: first, days: days, seed: 20_262)
    return [
      .init(path: "rota.json", text: Self.settings),
      .init(path: "agents.csv", text: Staff.table(staff)),
      .init(path: "absences.csv", text: Self.absences),
      .init(path: "requests.csv", text: Self.requests),
      .init(path: path, text: counts),
    ] + SampleScenarios.contactCentre
  }

  private var staff: [Staff] {
    (1...60).map { number in
      let skills = number % 10 < 5 ? "phone" : number % 10 < 8 ? "phone chat" : "chat"
      let hours = [40, 40, 30, 40, 20, 40, 30, 40, 24, 40][number % 10]
      var person = Staff.named(number, site: "dublin", skills: skills, hours: hours)
      if hours == 20 { person.daysOff = number % 20 < 10 ? "sat sun" : "mon tue" }
      if number % 13 == 0 { person.daysOff = "sun" }
      if number % 11 == 0 { person.preferredStart = "08:00" }
      return person
    }
  }

  private static let absences = """
    agent_id,first_date,last_date,kind,paid
    a03,2026-11-23,2026-11-29,leave,yes
    a17,2026-11-25,2026-11-26,leave,yes
    a28,2026-11-20,2026-11-24,sick,yes
    a41,2026-11-27,2026-11-27,training,yes

    """

  private static let requests = """
    agent_id,date,request
    a05,2026-11-28,day off
    a12,2026-11-29,day off
    a33,2026-11-25,start 09:00
    a50,2026-11-27,day off

    """

  private static let settings = """
    // A contact centre with phone and chat, open every day. Comments and trailing commas are welcome (JSON5).
    {
      name: "Contact centre",
      currency: "EUR",
      timeZone: "Europe/Dublin",
      tickets: [ { file: "tickets/contacts-30min.csv", timeZone: "Europe/Dublin" } ],

      queues: [
        {
          id: "phone",
          name: "Phone",
          channel: "phone",
          hours: { "mon-sun": "07:00-22:00" },
          target: { serviceLevel: 0.8, within: "20s", maximumOccupancy: 0.88 },
          handleTime: "285s",
          // patience: "3m",  // how long customers wait before they hang up: Erlang A instead of Erlang C
          shrinkage: 0.06,
        },
        {
          id: "chat",
          name: "Chat",
          channel: "chat",
          hours: { "mon-sun": "08:00-22:00" },
          target: { serviceLevel: 0.8, within: "45s", maximumOccupancy: 0.88 },
          handleTime: "7m",
          // concurrency: { atOnce: 2, handleTimes: ["5m", "7m"] },  // two chats at once, each of them slower
          shrinkage: 0.06,
        },
      ],

      sites: [
        { id: "dublin", name: "Dublin", timeZone: "Europe/Dublin", payPerHour: 16, nightPremiumPerHour: 3 },
      ],

      // Full days for full-time contracts, shorter ones for part-time. A person may work any of them.
      shifts: [
        { id: "full", start: "07:00-13:30", step: "30m", lengths: ["8h", "8h30m", "9h"], latestEnd: "22:00" },
        { id: "part", start: "07:00-18:00", step: "30m", lengths: ["4h", "5h", "6h"], latestEnd: "22:00" },
      ],

      rules: { minimumRest: "11h", weeklyTolerance: "2h", maximumConsecutiveDays: 6, minimumDaysOff: 2 },
      prices: { underFirst: 40, underNext: 100, overFirst: 1.5, overNext: 6, band: 0.1 },
    }

    """
}
