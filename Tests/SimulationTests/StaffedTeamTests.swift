import Foundation
import StaffedTeams
import Testing
import Workforce

@Suite("teams staffed by each rule, and played")
struct StaffedTeamTests {
  private static let isSlow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  @Test("the teams are the same every time, and spread over sizes, shares and models")
  func drawn() {
    let teams = Team.phones(40)
    #expect(teams.map(\.erlangs) == Team.phones(60).prefix(40).map(\.erlangs))
    let cases = Set(teams.map { "\($0.size) \($0.settings.shrinkage) \($0.hasPatience)" })
    #expect(cases.count == 40)
    for team in teams + Team.chats(8) + Team.meanWaits(8) {
      #expect(team.size.erlangs.contains(team.erlangs))
      #expect(team.settings.diagnostics().isEmpty)
      for rule in team.rules { #expect(team.settings(for: rule).diagnostics().isEmpty) }
    }
  }

  @Test("a small team has all figures")
  func figures() throws {
    let staffed = StaffedTeam(Team.phones(1)[0], days: 56)
    #expect(staffed.figures.count == 3)
    for figures in staffed.figures.values {
      #expect(figures.headIntervals > 0)
      #expect((0.5...1).contains(figures.best) && (0.5...1).contains(figures.played.service.mean))
      #expect(figures.worstExpected <= figures.best)
      #expect(figures.played.days == 56)
    }
    #expect(staffed.ratio(.proportional) == 1)
  }

  @Test("six teams keep what may be demanded of the rules", .enabled(if: isSlow, "slow: set ROTA_SLOW"))
  func safeToDemand() {
    let teams = Team.phones(6).map { StaffedTeam($0, days: 1400) }
    // Head-hours are those of forty teams; six are too few for a mean of shares or of missed weeks.
    for line in SafeToDemand(teams).lines where !line.name.contains("head-hours") && !line.name.contains("mean of all")
    {
      #expect(line.holds, "\(line.name): \(line.seen), limit \(line.floor)")
    }
  }
}
