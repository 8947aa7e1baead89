import Calendars
import Foundation
import Testing

@testable import Workforce

@Suite("Weekends off") struct WeekendsOffTests {
  @Test("are read as they are written")
  func text() throws {
    for of in 1...8 {
      for fewest in 1...of {
        let weekends = try #require(WeekendsOff(fewest: fewest, of: of))
        #expect(WeekendsOff(weekends.description) == weekends && weekends.mostWorked == of - fewest)
        let json = try JSONEncoder().encode([weekends])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(fewest) in \(of)\"]")
        #expect(try JSONDecoder().decode([WeekendsOff].self, from: json) == [weekends])
      }
    }
    #expect(WeekendsOff("1 IN 2")?.of == 2)
  }

  @Test(
    "are nothing else",
    arguments: ["", "1", "1/2", "0 in 2", "3 in 2", "1 in 9", "-1 in 2", "1 in", "1 of 2", "１ in 2"])
  func nonsense(text: String) {
    #expect(WeekendsOff(text) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([WeekendsOff].self, from: Data("[\"\(text)\"]".utf8))
    }
  }

  @Test("how far rules look beyond the run of days beside a plan")
  func reach() {
    var rules = PersonRules(minimumWeekly: 0, maximumWeekly: 0)
    #expect(rules.settledReach == 0 && !rules.readsSettledDuties)
    rules.noEarlyAfterLate = false
    #expect(!rules.readsSettledDuties)
    rules.noEarlyAfterLate = true
    #expect(rules.settledReach == 0 && rules.readsSettledDuties)
    rules.daysOffAfterNights = 4
    #expect(rules.settledReach == 4)
    rules.weekendsOff = WeekendsOff(fewest: 1, of: 2)
    #expect(rules.settledReach == 7)
    rules.maximumConsecutiveWeekends = 12
    #expect(rules.settledReach == 84 && rules.settledReach == PersonRules.mostSettledReach)
    rules.maximumConsecutiveWeekends = .max
    rules.daysOffAfterNights = .max
    #expect(rules.settledReach == 84)
  }
}
