internal import Calendars

/// A team as teams are: 18 people from six to midnight on every day, with a part-timer in school hours, two who work no nights, a trainee,
/// somebody with every other weekend off, and leave. Phone and chat, counted by half-hour.
struct TeamSample {
  let first = CivilDate(dayNumber: 20_598)  // 2026-05-25, a Monday
  let days = 26 * 7

  func files() -> [SampleProject.File] {
    let phone = CountExport.Queue(
      id: "phone",
      shape: DemandShape(
        daily: 210, weekdays: [1.15, 1.05, 1, 1, 0.98, 0.7, 0.62], opens: 6, closes: 24,
        peaks: [(10.5, 1, 2.2), (16, 0.85, 2.5), (20.5, 0.4, 1.8)], growth: 0.08, monthStart: 0.1,
        daySpread: 0.06, outage: first.adding(days: 104)), handleTime: 300)
    let chat = CountExport.Queue(
      id: "chat",
      shape: DemandShape(
        daily: 70, weekdays: [1.1, 1, 1, 1, 1.05, 0.8, 0.75], opens: 8, closes: 22,
        peaks: [(11, 0.8, 2), (19, 1, 2.2)], growth: 0.2, monthStart: 0.05, daySpread: 0.07,
        outage: first.adding(days: 104)), handleTime: 420)
    return [
      .init(path: "rota.json", text: Self.settings),
      .init(path: "agents.csv", text: agents),
      .init(path: "absences.csv", text: Self.absences),
      .init(path: "requests.csv", text: Self.requests),
      .init(path: "meetings.csv", text: Self.meetings),
      .init(
        path: "tickets/desk-30min.csv",
        text: CountExport.text([phone, chat], first: first, days: days, seed: 20_267)),
    ]
  }

  /// Rows of `agents.csv`; what most people don't have is empty.
  private var agents: String {
    struct Row {
      var skills = "phone chat"
      var hours = 38
      /// `days_off,earliest_start,latest_end,max_nights_weekly,weekends_off,preferred_start`.
      var cells = ",,,,,"
    }
    var rows = [Row](repeating: Row(), count: 18)
    for number in 10...16 { rows[number - 1].skills = "phone" }
    // School hours.
    rows[4] = Row(hours: 20, cells: "sat sun,08:15,14:15,,,")
    // No nights.
    rows[5].cells = ",,,0,,"
    rows[6].cells = ",,,0,,"
    // Every other weekend off.
    rows[7].cells = ",,,,1 in 2,"
    rows[11] = Row(skills: "phone", hours: 30)
    rows[16].cells = ",,,,,07:00"
    // The trainee.
    rows[17] = Row(skills: "phone", cells: ",07:00,22:00,0,,")
    return "agent_id,name,site,skills,contract_hours,days_off,earliest_start,latest_end,max_nights_weekly,weekends_off,"
      + "preferred_start\n"
      + rows.enumerated().map { index, row in
        let digits = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        return "a\(digits),Agent \(digits),wroclaw,\(row.skills),\(row.hours),\(row.cells)\n"
      }.joined()
  }

  private static let absences = """
    agent_id,first_date,last_date,kind,paid
    a03,2026-11-23,2026-11-29,leave,yes
    a11,2026-11-26,2026-11-27,leave,yes

    """

  /// For `rota meet`.
  private static let meetings = """
    id,title,kind,people,length,earliest,latest,days,repeats,paid
    weekly-chat,Weekly of the chat team,meeting,a06 a07 a17,30m,08:00,20:00,,weekly,yes
    coaching-a18,Coaching of the trainee,one-to-one,a18 a04,30m,09:00,20:00,mon-fri,weekly,yes
    call-training,Difficult calls,training,a10 a13,1h,08:00,20:00,,once,yes

    """

  private static let requests = """
    agent_id,date,request
    a01,2026-11-28,day off
    a09,2026-11-25,day off
    a14,2026-11-24,start 14:00

    """

  private static let settings = """
    // A team of 18 from six to midnight, with people as they are: school hours, no nights, a trainee, weekends, leave. What
    // holds for one person stands in agents.csv, what holds for all in "rules"; `rota rules` lists it.
    {
      name: "Team",
      currency: "EUR",
      timeZone: "Europe/Warsaw",
      tickets: [ { file: "tickets/desk-30min.csv", timeZone: "Europe/Warsaw" } ],

      queues: [
        { id: "phone", name: "Phone", channel: "phone", hours: { "mon-sun": "06:00-24:00" },
          target: { serviceLevel: 0.8, within: "30s", maximumOccupancy: 0.85 }, patience: "3m",
          shrinkage: 0.06, skills: ["phone"] },
        { id: "chat", name: "Chat", channel: "chat", hours: { "mon-sun": "08:00-22:00" }, concurrency: 2,
          target: { serviceLevel: 0.8, within: "60s" }, shrinkage: 0.06, skills: ["chat"] },
      ],

      // A duty with three hours after 20:00 is a night here.
      sites: [
        { id: "wroclaw", name: "Wrocław", timeZone: "Europe/Warsaw", payPerHour: 11, nightPremiumPerHour: 2.2,
          night: "20:00-06:00" },
      ],

      shifts: [
        { id: "early", start: "06:00-08:00", step: "30m", lengths: ["8h"] },
        { id: "day", start: "08:30-11:00", step: "30m", lengths: ["8h"] },
        { id: "late", start: "13:00-16:00", step: "30m", lengths: ["8h"] },
        { id: "part", start: "08:30-10:00", step: "30m", lengths: ["4h", "4h30m"] },
      ],

      // The facts of Polish law that a program can keep; not legal advice. `rota rules --presets` lists them.
      preset: "pl",
      rules: {
        weeklyTolerance: "3h",
        maximumConsecutiveNights: 3,
        daysOffAfterNights: 1,
        noEarlyAfterLate: true,
        minimumConsecutiveDaysOff: 2,  // days off in pairs; each that stands alone costs 50
        wholeWeekends: { price: 20 },
      },

      // Who works at the same time. Nothing here forbids: what isn't so has a price for each hour.
      teamRules: [
        { people: "a18", onlyWith: ["a01", "a02", "a04", "a09"] },  // the trainee beside somebody experienced
        { least: 2, hours: { "mon-sun": "20:00-24:00" }, price: 100 },  // nobody alone in the evening
      ],

      prices: { underFirst: 30, underNext: 75, overFirst: 1, overNext: 5, band: 0.1 },
    }

    """
}
