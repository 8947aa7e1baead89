internal import Calendars
internal import Planning
internal import Tables
internal import Workforce
internal import Words

/// What a scenario names and the project doesn't have.
extension ScenarioBuild {
  func check(_ change: ScenarioLayer.PeopleChange) throws(Diagnostic) {
    let sites = settings.sites.map(\.id.rawValue)
    switch change {
    case .attrition: break
    case .away(_, let site, _, _, _, let node):
      if let site, !sites.contains(site) { throw unknown(site: site, at: node) }
    case .hires(let hires, let node):
      if let site = hires.site, !sites.contains(site) { throw unknown(site: site, at: node) }
      let known = Set(settings.queues.flatMap(\.skills)).sorted()
      for skill in hires.skills where !known.contains(skill) {
        let hint = NearestName.of(skill, among: known).map { "Did you mean '\($0)'? " } ?? ""
        throw node.fail(
          "scenario.skills", "no queue asks for the skill '\(skill)'",
          cure: hint + "Known: \(Words.plain.list(known)).")
      }
      let isUseful = settings.queues.contains { $0.skills.allSatisfy(hires.skills.contains) }
      if !hires.skills.isEmpty, !isUseful {
        throw node.fail(
          "scenario.skills", "no queue is answered with the skills \(Words.plain.list(hires.skills))",
          cure: "Name all the skills of a queue.")
      }
    }
  }

  func unknown(queue: QueueID, at node: SettingsNode) -> Diagnostic {
    let known = settings.queues.map(\.settings.id.rawValue)
    let hint = NearestName.of(queue.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? ""
    return node.fail(
      "scenario.queue", "there is no queue '\(queue)'", cure: hint + "Known: \(Words.plain.list(known)).")
  }

  func unknown(site: String, at node: SettingsNode) -> Diagnostic {
    let known = settings.sites.map(\.id.rawValue)
    let hint = NearestName.of(site, among: known).map { "Did you mean '\($0)'? " } ?? ""
    return node.fail(
      "scenario.site", "there is no site '\(site)'", cure: hint + "Known: \(Words.plain.list(known)).")
  }
}
