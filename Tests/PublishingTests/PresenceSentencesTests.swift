import Calendars
import Plans
import Tables
import Testing
import Words
import Workforce

@testable import Publishing

@Suite("what chance leaves of the heads, in words")
struct PresenceSentencesTests {
  private func outlook() throws -> PresenceOutlook {
    let date = try #require(CivilDate("2026-12-03"))
    return PresenceOutlook(
      requiredMinutes: 233 * 60, dividedMinutes: 258 * 60, requiredService: 0.871, dividedService: 0.92, service: 0.86,
      worstDay: .init(date: date, service: 0.8239),
      worstInterval: .init(start: Zone.utc.instant(of: date, ClockTime(hour: 8)), service: 0.71),
      aloneMinutes: 720, nobodyThen: 0.08, missedContacts: 14.2)
  }

  private func settings(_ target: ServiceTarget = ServiceTarget()) -> QueueSettings {
    QueueSettings(
      id: "phone", name: "Phone", channel: .phone, zone: .utc, hours: .always, target: target, shrinkage: 0.08)
  }

  @Test("the sentences of a target over every interval")
  func interval() throws {
    #expect(
      PresenceSentences(try outlook(), of: settings(), words: .plain).all == [
        "Phone needs 233 h of heads (positions divided by attendance: 258 h): 87 % expected in time instead of 92 %; "
          + "the difference was service above the promise.",
        "Weakest day Thu 2026-12-03: 82.3 %.", "Weakest interval Thu 2026-12-03 08:00: 71 %.",
        "12 h rest on one person; 8 % of that time nobody is there.",
      ])
  }

  @Test("the sentences of a target over the day, read in another zone")
  func day() throws {
    let found = PresenceSentences(
      try outlook(), of: settings(ServiceTarget(holdsOver: .day)), words: .plain,
      reader: try Zone("Europe/Zurich")
    ).all
    #expect(found[1] == "Over the day at least 82.3 % expected in time, least on Thu 2026-12-03 (goal 82 %).")
    #expect(found[2] == "Weakest interval Thu 2026-12-03 08:00 (UTC): 71 % (floor 70 %).")
  }

  @Test("more heads than by division, as many, and none alone")
  func others() throws {
    var more = try outlook()
    more.dividedMinutes = 220 * 60
    more.dividedService = 0.79
    more.aloneMinutes = 0
    more.nobodyThen = nil
    let sentences = PresenceSentences(more, of: settings(), words: .plain)
    #expect(sentences.need.hasSuffix("instead of 79 %; the division leaves out that people are missing by chance."))
    #expect(sentences.all.count == 3)
    more.dividedMinutes = more.requiredMinutes
    #expect(
      PresenceSentences(more, of: settings(), words: .plain).need
        == "Phone needs 233 h of heads: 87 % expected in time.")
  }

  @Test("contacts are said from half of one on")
  func missed() {
    #expect(PresenceSentences.missed(0.4, words: .plain) == nil)
    #expect(PresenceSentences.missed(.nan, words: .plain) == nil)
    #expect(PresenceSentences.missed(1.2, words: .plain) == "about 1 contact fewer in time")
    #expect(PresenceSentences.missed(1400, words: .plain) == "about 1,400 contacts fewer in time")
  }

  @Test("the report has the section where a queue counts by chance, and the table its column")
  func report() throws {
    var plan = try SamplePlans.tiny()
    #expect(!reportPage(plan).contains("id=\"service\""))
    plan.queues[0].presence = try outlook()
    plan.queues[0].settings = settings()
    let slot = try #require(plan.coverage[0].open.firstIndex(of: true))
    plan.coverage[0].expectedService = plan.coverage[0].serviceLevel
    plan.coverage[0].expectedService?[slot] = 0.123456
    let page = reportPage(plan)
    #expect(page.contains("<section id=\"service\" class=\"part\">"))
    #expect(page.contains("<a href=\"#service\">"))
    #expect(page.contains("12\u{A0}h rest on one person"))
    #expect(page.contains("about 14 contacts fewer in time than with everybody required"))
    let rows = coverageTable(plan).csv.description.split(separator: "\n")
    #expect(rows[0].hasSuffix(",positions,expected_service"))
    #expect(rows[1].hasSuffix(",0.123456"), "\(rows[1])")
  }
}
