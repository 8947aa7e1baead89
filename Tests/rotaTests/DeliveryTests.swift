import Testing

@testable import rota

@Suite("What becomes of a message") struct DeliveryTests {
  private func answer(_ exit: Int, _ status: Int = 0, secured: Bool = true) -> Delivery.Answer {
    Delivery.Answer(exit: exit, status: status, isSecured: secured)
  }

  private enum Fate { case arrived, refused, unknown }
  private func fate(_ delivery: Delivery) -> Fate {
    switch delivery {
    case .arrived: .arrived
    case .refused: .refused
    case .unknown: .unknown
    }
  }

  @Test("an answer decides, and silence after something was sent doesn't") func fates() {
    for status in [200, 202, 204] { #expect(fate(answer(0, status).delivery) == .arrived) }
    for status in [301, 308, 400, 404, 410, 429, 500, 503] {
      #expect(fate(answer(0, status).delivery) == .refused, "\(status)")
    }
    #expect(fate(answer(0, 504).delivery) == .unknown && fate(answer(0, 0).delivery) == .unknown)
    for exit in [5, 6, 7] { #expect(fate(answer(exit, secured: false).delivery) == .refused) }
    #expect(fate(answer(28, secured: false).delivery) == .refused)
    #expect(fate(answer(60, secured: false).delivery) == .refused)
    for exit in [28, 52, 55, 56, -1] { #expect(fate(answer(exit).delivery) == .unknown, "\(exit)") }
    #expect(fate(answer(-1, secured: false).delivery) == .unknown, "stopped before it could say anything")
  }

  @Test("tried again only where it can't be there already") func again() {
    for status in [500, 502, 503] { #expect(answer(0, status).mayTryAgain) }
    for status in [200, 301, 400, 404, 408, 429, 504] { #expect(!answer(0, status).mayTryAgain, "\(status)") }
    for exit in [5, 6, 7] { #expect(answer(exit, secured: false).mayTryAgain) }
    for exit in [28, 35, 52, 56, 60, -1] { #expect(!answer(exit).mayTryAgain, "\(exit)") }
  }
}
