internal import Calendars

/// Kraków, Bogotá and Manila answer customers in Europe, the Americas and Asia in English, Spanish and Polish: 45
/// people. Europe's clocks go back on the last day of the planned week, the other two sites' don't.
struct FollowTheSunSample {
  let first = CivilDate(dayNumber: 20_563)  // 2026-04-20, a Monday
  let days = 26 * 7

  func files() -> [SampleProject.File] {
    let outage = first.adding(days: 101)
    func shape(_ daily: Double, _ opens: Int, _ closes: Int, weekend: Double, growth: Double) -> DemandShape {
      DemandShape(
        daily: daily, weekdays: [1.15, 1.05, 1, 1, 0.95, weekend, weekend * 0.9], opens: opens, closes: closes,
        peaks: [(10, 1, 2), (15, 0.8, 2.5), (19, 0.35, 1.5)], growth: growth, monthStart: 0.12, daySpread: 0.06,
        outage: outage)
    }
    let europe = [
      CountExport.Queue(id: "en-europe", shape: shape(92, 7, 21, weekend: 0.5, growth: 0.1), handleTime: 390),
      CountExport.Queue(id: "pl-europe", shape: shape(64, 7, 21, weekend: 0.45, growth: 0.08), handleTime: 360),
    ]
    let americas = [
      CountExport.Queue(id: "en-americas", shape: shape(104, 6, 24, weekend: 0.55, growth: 0.2), handleTime: 400)
    ]
    let latin = [
      CountExport.Queue(id: "es-americas", shape: shape(72, 7, 22, weekend: 0.5, growth: 0.15), handleTime: 420)
    ]
    let asia = [
      CountExport.Queue(id: "en-asia", shape: shape(82, 7, 22, weekend: 0.6, growth: 0.25), handleTime: 370)
    ]
    let exports: [(path: String, queues: [CountExport.Queue], seed: UInt64)] = [
      ("tickets/europe-30min.csv", europe, 20_263), ("tickets/americas-30min.csv", americas, 20_264),
      ("tickets/latin-america-30min.csv", latin, 20_265), ("tickets/asia-30min.csv", asia, 20_266),
    ]
    return [
      .init(path: "rota.json", text: Self.settings),
      .init(path: "agents.csv", text: Staff.table(staff)),
      .init(path: "absences.csv", text: Self.absences),
      .init(path: "requests.csv", text: Self.requests),
    ]
      + SampleScenarios.followTheSun
      + exports.map { path, queues, seed in
        SampleProject.File(path: path, text: CountExport.text(queues, first: first, days: days, seed: seed))
      }
  }

  private var staff: [Staff] {
    (1...45).map { number in
      let hours = number % 7 == 0 ? 24 : number % 9 == 0 ? 32 : 40
      switch number {
      case ...18:
        return .named(number, site: "krakow", skills: number % 3 == 0 ? "english" : "polish english", hours: hours)
      case ...33: return .named(number, site: "bogota", skills: "spanish english", hours: hours)
      default: return .named(number, site: "manila", skills: "english", hours: hours)
      }
    }
  }

  private static let absences = """
    agent_id,first_date,last_date,kind,paid
    a06,2026-10-19,2026-10-21,leave,yes
    a22,2026-10-23,2026-10-23,leave,yes
    a40,2026-10-20,2026-10-20,sick,yes

    """

  private static let requests = """
    agent_id,date,request
    a02,2026-10-25,day off
    a25,2026-10-24,day off
    a37,2026-10-22,start 07:00

    """

  private static let settings = """
    // Three sites that hand customers on as the day moves round the earth. Opening hours follow the customers' clock,
    // days and rest follow each person's own. Comments and trailing commas are welcome (JSON5).
    {
      name: "Follow the sun",
      currency: "USD",
      timeZone: "Europe/Warsaw",
      tickets: [
        { file: "tickets/europe-30min.csv", timeZone: "Europe/Warsaw" },
        { file: "tickets/americas-30min.csv", timeZone: "America/New_York" },
        { file: "tickets/latin-america-30min.csv", timeZone: "America/Bogota" },
        { file: "tickets/asia-30min.csv", timeZone: "Asia/Manila" },
      ],

      // A person takes a queue when they have all its skills; here a skill is a language.
      queues: [
        { id: "en-europe", name: "English, Europe", channel: "phone", timeZone: "Europe/Warsaw", skills: "english",
          hours: { "mon-sun": "07:00-21:00" }, target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.88 },
          handleTime: "390s", shrinkage: 0.05 },
        { id: "pl-europe", name: "Polish", channel: "phone", timeZone: "Europe/Warsaw", skills: "polish",
          hours: { "mon-sun": "07:00-21:00" }, target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.88 },
          handleTime: "6m", shrinkage: 0.05 },
        { id: "en-americas", name: "English, Americas", channel: "phone", timeZone: "America/New_York",
          skills: "english", hours: { "mon-sun": "06:00-24:00" },
          target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.88 }, handleTime: "400s", shrinkage: 0.05 },
        { id: "es-americas", name: "Spanish, Americas", channel: "phone", timeZone: "America/Bogota",
          skills: "spanish", hours: { "mon-sun": "07:00-22:00" },
          target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.88 }, handleTime: "7m", shrinkage: 0.05 },
        { id: "en-asia", name: "English, Asia", channel: "phone", timeZone: "Asia/Manila", skills: "english",
          hours: { "mon-sun": "07:00-22:00" }, target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.88 },
          handleTime: "370s", shrinkage: 0.05 },
      ],

      sites: [
        { id: "krakow", name: "Kraków", timeZone: "Europe/Warsaw", payPerHour: 14, nightPremiumPerHour: 3 },
        { id: "bogota", name: "Bogotá", timeZone: "America/Bogota", payPerHour: 9, nightPremiumPerHour: 2 },
        { id: "manila", name: "Manila", timeZone: "Asia/Manila", payPerHour: 8, nightPremiumPerHour: 2 },
      ],

      shifts: [
        { id: "krakow-day", sites: "krakow", start: "06:30-13:00", step: "30m", lengths: ["8h", "8h30m", "9h"],
          latestEnd: "21:30" },
        { id: "bogota-day", sites: "bogota", start: "05:00-14:30", step: "30m", lengths: ["8h", "8h30m", "9h"],
          latestEnd: "23:30" },
        { id: "manila-day", sites: "manila", start: "06:00-14:30", step: "30m", lengths: ["8h", "8h30m", "9h"],
          latestEnd: "23:00" },
        { id: "short", start: "06:30-17:00", step: "30m", lengths: ["4h", "5h", "6h"], latestEnd: "22:00" },
        { id: "manila-night", sites: "manila", start: "20:00-23:00", step: "1h", lengths: ["8h30m"] },
      ],

      rules: { minimumRest: "11h", weeklyTolerance: "2h", maximumConsecutiveDays: 6, minimumDaysOff: 2 },
      prices: { underFirst: 30, underNext: 75, overFirst: 1, overNext: 4, band: 0.1 },
    }

    """
}
