/// Every subject. Adding one is a file and a line here.
enum Registry {
  static let subjects: [any Subject.Type] = [
    ErlangSubject.self,
    RosterSubject.self,
    ToursSubject.self,
    ShiftsSubject.self,
    ForecastSubject.self,
    SimulateSubject.self,
    RequirementSubject.self,
    PresenceSubject.self,
    IntradaySubject.self,
  ]

  static func subject(named name: String) -> (any Subject.Type)? { subjects.first { $0.name == name } }
}
