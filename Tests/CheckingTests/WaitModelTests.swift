import Calendars
import Requirements
import Testing

@testable import Checking

@Suite("the checker's own waits")
struct WaitModelTests {
  private static let loads = [0.02, 0.4, 1, 3.7, 12, 60, 240]

  @Test("agree with Erlang C where nobody loses patience", arguments: loads)
  func patient(_ load: Double) {
    for staff in [0.0, 0.3, 0.95, 1.02, 1.37, 2.5, 9] {
      let agents = staff * load
      let own = WaitModel(patience: nil, within: 20).figures(agents: agents, load: load, handleTime: 240)
      let other = ErlangC().performance(
        of: Traffic(load: load, handleTime: 240), agents: agents, answeredWithin: 20)
      #expect(abs(own.answeredWithin - other.serviceLevel) < 1e-9, "\(agents) agents")
      #expect(own.meanWait == other.meanWait || abs(own.meanWait / other.meanWait - 1) < 1e-7, "\(agents) agents")
      #expect(abs(own.occupancy - other.occupancy) < 1e-12)
    }
  }

  @Test("agree with Erlang A where some do", arguments: loads)
  func impatient(_ load: Double) {
    for (patience, within) in [(20.0, 45.0), (120, 20), (900, 30)] {
      for staff in [0.0, 0.2, 0.7, 0.98, 1.05, 1.6, 4] {
        let own = WaitModel(patience: patience, within: within).figures(
          agents: staff * load, load: load, handleTime: 300)
        let other = ErlangA(patience: patience).performance(
          of: Traffic(load: load, handleTime: 300), agents: staff * load, answeredWithin: within)
        #expect(abs(own.answeredWithin - other.serviceLevel) < 1e-9, "\(staff) · \(load), patience \(patience)")
        #expect(abs(own.abandoned - other.abandonment) < 1e-9, "\(staff) · \(load), patience \(patience)")
        #expect(abs(own.abandonedShortly - other.shortAbandonment) < 1e-9)
        #expect(abs(own.offeredWithin - other.offeredWaitWithin) < 1e-9)
        #expect(abs(own.occupancy - other.occupancy) < 1e-9)
      }
    }
  }

  @Test("of several staffs at once are those of each by itself", arguments: loads)
  func several(_ load: Double) {
    for patience in [nil, 20.0, 120, 900, 1e7] {
      let model = WaitModel(patience: patience, within: 30)
      let most = Int(2.5 * load) + 6
      let agents = (0...most).map(Double.init) + [0.37 * load, 1.01 * load]
      for (staff, together) in zip(agents, model.figures(agents: agents, load: load, handleTime: 300)) {
        let alone = model.figures(agents: staff, load: load, handleTime: 300)
        #expect(abs(alone.answeredWithin - together.answeredWithin) < 1e-10, "\(staff), patience \(patience ?? 0)")
        #expect(abs(alone.abandoned - together.abandoned) < 1e-10, "\(staff), patience \(patience ?? 0)")
        #expect(abs(alone.abandonedShortly - together.abandonedShortly) < 1e-10)
        #expect(abs(alone.offeredWithin - together.offeredWithin) < 1e-10)
      }
    }
  }
}
