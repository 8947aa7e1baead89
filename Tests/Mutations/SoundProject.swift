import Calendars
import Planning
import Tables

/// A small project in memory, with everything that a project may hold; read without a complaint.
struct SoundProject: ProjectFiles, Sendable {
  var name = "the project"
  var contents: [String: [UInt8]]

  func bytes(of path: String) throws(Diagnostic) -> [UInt8]? { contents[path] }

  func files(in folder: String) -> [String] {
    let inside = contents.keys.filter { $0.hasPrefix(folder + "/") }.map { $0.dropFirst(folder.count + 1) }
    return Set(inside.map { String($0.prefix { $0 != "/" }) }).sorted()
  }

  func with(_ path: String, _ bytes: [UInt8]) -> SoundProject {
    var copy = self
    copy.contents[path] = bytes
    return copy
  }

  static let settings = """
    {"name": "Desk", "currency": "EUR", "timeZone": "Europe/Warsaw", "holidays": "holidays.csv",
     "tickets": [{"file": "tickets.csv", "timeZone": "Europe/Warsaw"}],
     "queues": [
      {"id": "phone", "name": "Phone", "channel": "phone", "hours": {"mon-fri": "09:00-15:00", "sat": "closed"},
       "target": {"serviceLevel": 0.8, "within": "20s", "maximumOccupancy": 0.85}, "patience": "2m",
       "shrinkage": [{"kind": "sickness", "share": 0.03}, {"kind": "leave", "share": 0.09, "planned": true}],
       "handleTime": "4m"},
      {"id": "mail", "channel": "email", "hours": {"mon-fri": ["09:00-12:00", "12:30-15:00"]}, "handleTime": "8m",
       "shrinkage": 0.05, "responseTime": {"within": "4h", "clock": "openingHours"}, "blendedWith": ["phone"]}],
     "sites": [{"id": "krakow", "name": "Kraków", "timeZone": "Europe/Warsaw", "payPerHour": 12,
       "nightPremiumPerHour": 2.4, "night": "22:00-06:00"}],
     "shifts": [{"id": "day", "days": "mon-fri", "start": "09:00-11:00", "step": "30m", "lengths": ["4h", "6h"],
       "latestEnd": "17:00"}],
     "rules": {"minimumRest": "11h", "weeklyTolerance": "2h", "maximumConsecutiveDays": 5, "minimumDaysOff": 2},
     "prices": {"underFirst": 30, "underNext": 75, "overFirst": 1, "overNext": 5, "band": 0.1}}
    """

  static let make = SoundProject(
    contents: [
      "rota.json": settings,
      "agents.csv": "agent_id,name,site,skills,contract_hours\na01,Agent 01,krakow,phone mail,20\n"
        + "a02,Agent 02,krakow,phone,20\na03,\"Agent, 03\",krakow,mail,12.5\n",
      "absences.csv": "agent_id,first_date,last_date,kind,paid\na01,2026-11-24,2026-11-24,leave,yes\n",
      "requests.csv": "agent_id,date,request\na02,2026-11-27,day off\n",
      "holidays.csv": "date,name,class\n2026-11-11,Independence Day,holiday\n",
      "events.csv": "kind,name,queue,start_local,end_local,uplift,half_life_days\n"
        + "campaign,Sale,phone,2026-11-25,2026-11-26,+20%,\nrecall,Charger,,2026-11-24 09:00,2026-11-27,+15,2.5\n",
      "drivers/web.csv": "date,queue,sessions\n"
        + (0..<35).map { "\(CivilDate(dayNumber: 20_751 + $0)),phone,\(900 + $0 * 7 % 50)\n" }.joined(),
      "tickets.csv": counts,
    ].mapValues { Array($0.utf8) })

  /// Four weeks of contacts by half-hour, Monday to Friday 9 to 15.
  private static let counts: String = {
    var text = "ts_local,queue,calls\n"
    for day in 0..<28 where day % 7 < 5 {
      let date = CivilDate(dayNumber: 20_751 + day)
      for half in 18..<30 {
        let time = ClockTime(minutes: half * 30)
        text += "\(date) \(time),phone,\(3 + half % 4)\n\(date) \(time),mail,\(1 + half % 2)\n"
      }
    }
    return text
  }()
}
