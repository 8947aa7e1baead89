import Calendars
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

/// Which rules hold for whom: cell, site, project, preset, built in, in this order.
@Suite("Rules and who says them") struct RuleBookTests {
  /// Two people at each of two sites.
  private static func files(
    _ settings: String = "", krakow: String = "", kosice: String = "",
    agents: String = "agent_id,name,site,skills,contract_hours\n"
  ) -> MemoryFiles {
    MemoryFiles.sound
      .replacing("rules: { minimumRest: \"11h\" },", by: settings, in: "rota.json")
      .replacing(
        "{ id: \"krakow\", timeZone: \"Europe/Warsaw\" }",
        by: "{ id: \"krakow\"\(krakow) }, { id: \"kosice\", timeZone: \"Europe/Bratislava\"\(kosice) }", in: "rota.json"
      )
      .with("absences.csv", nil).with("requests.csv", nil)
      .with(
        "agents.csv",
        agents == "agent_id,name,site,skills,contract_hours\n"
          ? agents
            + "a1,Agent 01,krakow,phone,40\na2,Agent 02,krakow,phone,40\nb1,Agent 03,kosice,phone,40\nb2,Agent 04,kosice,phone,40\n"
          : agents)
  }

  private static func rests(_ files: MemoryFiles) throws -> [Int] {
    try Project.read(files).people.map { $0.rules.minimumRest.rawValue / 60 }
  }

  @Test("each place stands before those behind it")
  func order() throws {
    #expect(try Self.rests(Self.files()) == [11, 11, 11, 11])
    #expect(try Self.rests(Self.files("preset: \"sk\",")) == [12, 12, 12, 12])
    #expect(try Self.rests(Self.files(kosice: ", preset: \"sk\"")) == [11, 11, 12, 12])
    #expect(try Self.rests(Self.files("preset: \"sk\",", krakow: ", preset: \"pl\"")) == [11, 11, 12, 12])
    // What the project writes stands before a site's preset, what the site writes before both.
    #expect(
      try Self.rests(Self.files("rules: { minimumRest: \"10h\" },", kosice: ", preset: \"sk\"")) == [10, 10, 10, 10])
    #expect(
      try Self.rests(
        Self.files("rules: { minimumRest: \"10h\" }, preset: \"sk\",", kosice: ", rules: { minimumRest: \"13h\" }"))
        == [10, 10, 13, 13])
    #expect(
      try Self.rests(
        Self.files(
          "preset: \"sk\",", kosice: ", rules: { minimumRest: \"13h\" }",
          agents: "agent_id,site,min_rest_hours\na1,krakow,9\na2,krakow,\nb1,kosice,14\nb2,kosice,\n"))
        == [9, 12, 14, 13])
  }

  @Test("a site's rules are its own, those of its people's contracts and wishes too")
  func siteRules() throws {
    let files = Self.files(
      "rules: { weeklyTolerance: \"1h\", maximumConsecutiveDays: 5 },",
      kosice: ", rules: { weeklyTolerance: \"3h\", dayOffWishPrice: 7, startWishPricePerHour: 8 }",
      agents: "agent_id,site,contract_hours,preferred_start\na1,krakow,40,09:00\nb1,kosice,40,09:00\n"
    ).with("requests.csv", "agent_id,date,request\na1,2026-11-27,day off\nb1,2026-11-27,day off\n")
    let people = try Project.read(files).people
    #expect(people.map(\.rules.maximumWeekly) == [.hours(41), .hours(43)])
    #expect(people.map(\.rules.maximumConsecutiveDays) == [5, 5])
    #expect(people.map { $0.wishes.map(\.price) } == [[2, 60], [8, 7]])
  }

  @Test("a site's limit holds where the project's has a price; who has a price is said")
  func prices() throws {
    let files = Self.files(
      "rules: { maximumConsecutiveDays: { limit: 5, price: 25 }, minimumConsecutiveDaysOff: 2 },",
      kosice: ", rules: { maximumConsecutiveDays: 4 }",
      agents: "agent_id,site,max_consecutive_days\na1,krakow,3\na2,krakow,\nb1,kosice,\n")
    let project = try Project.read(files)
    let rules = project.people.map(\.rules)
    #expect(rules.map(\.maximumConsecutiveDays) == [3, 5, 4])
    // A cell changes the limit alone.
    #expect(rules.map { $0.price(of: "maximumConsecutiveDays") } == [25, 25, nil])
    let survey = try RuleSurvey(of: project)
    func price(_ rule: String, _ rows: [RuleSurvey.Row]?) -> Double? { rows?.first { $0.rule == rule }?.price }
    #expect(price("maximumConsecutiveDays", survey.rules) == 25)
    #expect(price("minimumConsecutiveDaysOff", survey.rules) == 50)
    #expect(price("minimumDaysOff", survey.rules) == nil && price("wholeWeekends", survey.rules) == nil)
    let site = try #require(survey.sites.first { $0.site == "kosice" })
    #expect(site.rules.map(\.rule) == ["maximumConsecutiveDays"] && site.rules[0].price == nil)
    let person = try #require(survey.people.first { $0.person == "a1" })
    #expect(person.rules.first { $0.rule == "maximumConsecutiveDays" }?.price == 25)
  }

  @Test("a preset, key or value that isn't there is refused with its place and its nearest neighbour")
  func refused() throws {
    func refusal(_ files: MemoryFiles) -> Diagnostic? { #expect(throws: Diagnostic.self) { try Project.read(files) } }
    let preset = refusal(Self.files("preset: \"us_ca\","))
    #expect(preset?.code == "project.unknown-word" && preset?.position?.path == "preset")
    #expect(preset?.message == "found 'us_ca'; expected one of \"eu\", \"uk\", \"pl\", \"cz\", \"sk\", \"us-ca\"")
    #expect(preset?.cure == "Did you mean \"us-ca\"?")
    #expect(refusal(Self.files("preset: 3,"))?.code == "project.type")
    let site = refusal(Self.files(kosice: ", preset: \"skk\""))
    #expect(site?.position?.path == "sites[1].preset")
    let key = refusal(Self.files(kosice: ", rules: { minimumRests: \"11h\" }"))
    #expect(key?.code == "project.unknown-key" && key?.position?.path == "sites[1].rules.minimumRests")
    let value = refusal(Self.files(krakow: ", rules: { minimumDaysOff: 8 }"))
    #expect(value?.code == "project.range" && value?.position?.path == "sites[0].rules.minimumDaysOff")
  }

  @Test(
    "every default of every preset reaches people of whom nothing else is written",
    arguments: LabourPreset.all.map(\.name))
  func defaults(name: String) throws {
    let preset = try #require(LabourPreset.named(name))
    for files in [Self.files("preset: \"\(name)\","), Self.files(krakow: ", preset: \"\(name)\"")] {
      let project = try Project.read(files)
      for (rule, figure) in preset.defaults { #expect(rule.figure(of: project.people[0].rules) == figure) }
      #expect(project.rules.rules(of: project.people[0]).person == project.people[0].rules)
    }
    // And what would hold under it is what holds where it is written.
    let written = try Project.read(Self.files("preset: \"\(name)\",", kosice: ", preset: \"eu\""))
    let other = try Project.read(Self.files("preset: \"sk\",", kosice: ", preset: \"eu\""))
    for index in written.people.indices {
      #expect(other.rules.under(preset).rules(of: other.people[index]).person == written.people[index].rules)
    }
  }

  // MARK: What `rota rules` says

  @Test("who says what a rule is, for the team, sites and people")
  func survey() throws {
    let files = Self.files(
      "preset: \"pl\", rules: { maximumConsecutiveDays: 5 },", kosice: ", preset: \"sk\", rules: { minimumDaysOff: 3 }",
      agents:
        "agent_id,name,site,skills,contract_hours,max_hours,min_rest_hours,days_off\na1,Agent 01,krakow,phone,40,,,\n"
        + "a2,Agent 02,krakow,phone,40,44,10,sat sun\nb1,Agent 03,kosice,phone,20,,,\n")
    let project = try Project.read(files)
    let survey = try RuleSurvey(of: project)
    func row(_ rows: [RuleSurvey.Row], _ name: String) -> [String]? {
      rows.first { $0.rule == name }.map { [$0.value, $0.source, $0.place] }
    }
    #expect(row(survey.rules, "minimumRest") == ["11h", "preset", "preset pl"])
    #expect(row(survey.rules, "maximumConsecutiveDays") == ["5 days", "project", "rules in rota.json"])
    #expect(row(survey.rules, "weeklyTolerance") == ["2h a week", "default", "built in"])
    #expect(row(survey.rules, "maximumConsecutiveNights") == ["no limit", "default", "built in"])
    #expect(survey.rules.count == LabourRule.ofTeam.count)
    #expect(survey.sites.map(\.site.rawValue) == ["kosice"])
    #expect(row(survey.sites[0].rules, "minimumRest") == ["12h", "sitePreset", "preset sk of the site"])
    #expect(row(survey.sites[0].rules, "minimumDaysOff") == ["3 days a week", "site", "the site's rules in rota.json"])
    #expect(row(survey.sites[0].rules, "maximumConsecutiveDays") == nil)
    #expect(survey.people.map(\.person.rawValue) == ["a2"])
    #expect(survey.people[0].rules.map(\.rule) == ["max_hours", "minimumRest", "days_off"])
    #expect(row(survey.people[0].rules, "minimumRest") == ["10h", "person", "agents.csv"])
    #expect(row(survey.people[0].rules, "days_off") == ["sat sun", "person", "agents.csv"])
    #expect(survey.presets.map(\.name) == ["pl", "sk"])
    #expect(survey.presets.map(\.project) == [true, false] && survey.presets[1].sites == ["kosice"])
    #expect(survey.advice == LabourPreset.advice)
    #expect(survey.findings.map(\.code) == ["preset.rule"] && survey.findings[0].message.contains("Agent 02 has 10h"))

    let one = try RuleSurvey(of: project, person: "b1")
    #expect(
      one.person == "b1" && survey.person == nil && one.people.count == 1
        && one.people[0].rules.count == LabourRule.all.count)
    #expect(row(one.people[0].rules, "minimumRest") == ["12h", "sitePreset", "preset sk of the site"])
    #expect(row(one.people[0].rules, "max_hours")?.first == "22h a week")
    #expect(one.presets.map(\.name) == ["sk"] && one.findings.isEmpty)
    #expect(try RuleSurvey(of: project, person: "a2").findings.map(\.code) == ["preset.rule"])
    let unknown = #expect(throws: Diagnostic.self) { try RuleSurvey(of: project, person: "b2") }
    #expect(unknown?.code == "rules.person" && unknown?.kind == .usage)
  }

  @Test("under another preset the team's rules are its, and a site's own preset stays")
  func another() throws {
    let project = try Project.read(Self.files("preset: \"pl\",", kosice: ", preset: \"eu\""))
    let survey = try RuleSurvey(of: project, preset: "sk")
    #expect(survey.rules.first { $0.rule == "minimumRest" }?.value == "12h")
    #expect(survey.sites.first?.rules.first { $0.rule == "minimumRest" }?.value == "11h")
    #expect(survey.presets.map(\.name) == ["eu", "sk"])
    let unknown = #expect(throws: Diagnostic.self) { try RuleSurvey(of: project, preset: "us_ca") }
    #expect(unknown?.cure?.hasPrefix("Did you mean 'us-ca'?") == true)
  }

  @Test("without a preset there is no word of one")
  func none() throws {
    let survey = try RuleSurvey(of: try Project.read(Self.files()))
    #expect(survey.presets.isEmpty && survey.findings.isEmpty && survey.advice == nil && survey.people.isEmpty)
  }

  @Test("each fact is listed with what the program does about it")
  func facts() throws {
    for preset in try PresetList().presets {
      for fact in preset.facts {
        #expect(LabourFact.Standing(rawValue: fact.standing) != nil && "ABC".contains(fact.confidence))
        #expect((fact.standing == "notKept") == (fact.value == nil && fact.rule == nil))
      }
    }
    #expect(try PresetList(name: "cz").presets.map(\.name) == ["cz"])
  }
}
