import Rosters
import Testing

/// A person with loose rules and one shift type on a fortnight from a Monday.
private func instance(_ change: (inout RosterInstance.Rules) -> Void = { _ in }) -> RosterInstance {
  var rules = RosterInstance.Rules(
    maximumOfType: [14, 14], minimumMinutes: 0, maximumMinutes: 14 * 480, minimumRun: 1, maximumRun: 14,
    minimumDaysOff: 1, maximumWeekends: 2)
  change(&rules)
  return RosterInstance(
    days: 14,
    shifts: [
      RosterInstance.ShiftType(id: "E", minutes: 480),
      RosterInstance.ShiftType(id: "L", minutes: 600, notFollowedBy: [0]),
    ],
    people: [
      RosterInstance.Member(
        id: "Agent 07", rules: rules, fixedDaysOff: [3],
        wishes: [
          RosterInstance.Wish(kind: .on, day: 1, shift: 0, price: 3),
          RosterInstance.Wish(kind: .off, day: 2, shift: 1, price: 5),
        ])
    ],
    cover: [
      RosterInstance.Cover(day: 1, shift: 0, required: 2, underPrice: 100, overPrice: 1),
      RosterInstance.Cover(day: 2, shift: 1, required: 0, underPrice: 100, overPrice: 7),
    ])
}

private func row(_ text: String) -> [Int?] {
  text.map { $0 == "E" ? 0 : ($0 == "L" ? 1 : nil) }
}

private func rules(_ instance: RosterInstance, _ text: String) -> [String] {
  RosterCheck(instance).breaches(of: Roster(shifts: [row(text)])).map(\.rule)
}

@Suite("The independent check of rosters") struct RosterCheckTests {
  @Test("finds each broken rule and no other") func eachRule() {
    #expect(rules(instance(), "EEE..EE.EE....") == [])
    #expect(rules(instance { $0.maximumOfType = [3, 14] }, "EEE.E.........") == ["maximum-of-type"])
    #expect(rules(instance { $0.minimumMinutes = 961 }, "EE............") == ["minimum-minutes"])
    #expect(rules(instance { $0.maximumMinutes = 959 }, "EE............") == ["maximum-minutes"])
    #expect(rules(instance(), "EE.E..........") == ["fixed-day-off"])
    #expect(rules(instance(), "LE............") == ["succession"])
    #expect(rules(instance { $0.maximumRun = 2 }, "EEE...........") == ["maximum-run"])
    #expect(rules(instance { $0.minimumRun = 2 }, "....E.........") == ["minimum-run"])
    #expect(rules(instance { $0.minimumDaysOff = 2 }, "EEE.EE........") == ["minimum-days-off"])
    #expect(rules(instance { $0.maximumWeekends = 1 }, ".....E......E.") == ["maximum-weekends"])
  }

  @Test("exempts runs at the edges of the horizon from their minimum, not from their maximum") func edges() {
    let short = instance {
      $0.minimumRun = 3
      $0.minimumDaysOff = 4
    }
    #expect(rules(short, "E............L") == [])
    #expect(rules(short, "....EEE......L") == [])
    #expect(rules(instance { $0.maximumRun = 2 }, "EEE........EEE") == ["maximum-run", "maximum-run"])
  }

  @Test("counts a weekend once") func weekends() {
    #expect(rules(instance { $0.maximumWeekends = 1 }, ".....EE.......") == [])
  }

  @Test("adds up wishes, missing and surplus people") func objective() {
    let check = RosterCheck(instance())
    #expect(check.objective(of: Roster(shifts: [row("..............")])) == 3 + 200)
    #expect(check.objective(of: Roster(shifts: [row(".EL...........")])) == 5 + 100 + 7)
  }

  @Test("refuses rosters of another shape") func shape() {
    #expect(RosterCheck(instance()).breaches(of: Roster(shifts: [])).map(\.rule) == ["shape"])
    #expect(RosterCheck(instance()).breaches(of: Roster(shifts: [[9] + row(".............")])).map(\.rule) == ["shape"])
  }
}
