/// An invented member of staff, as a row of `agents.csv`.
struct Staff {
  var id: String
  var name: String
  var site: String
  var skills: String
  var contractHours: Int
  var daysOff = ""
  var preferredStart = ""

  static func table(_ people: [Staff]) -> String {
    "agent_id,name,site,skills,contract_hours,days_off,preferred_start\n"
      + people.map {
        "\($0.id),\($0.name),\($0.site),\($0.skills),\($0.contractHours),\($0.daysOff),\($0.preferredStart)\n"
      }.joined()
  }

  /// `Agent 07` with the id `a07`: nobody's name.
  static func named(_ number: Int, site: String, skills: String, hours: Int) -> Staff {
    let digits = number < 10 ? "0\(number)" : "\(number)"
    return Staff(id: "a\(digits)", name: "Agent \(digits)", site: site, skills: skills, contractHours: hours)
  }
}
