import Testing

@testable import rota

@Suite("what is proven, in words")
struct ProofTextTests {
  @Test("a share where there is one, else that there is none")
  func words() {
    func text(_ objective: Double, _ bound: Double, _ gap: Double?, _ isOptimal: Bool = false) -> String {
      ProofText.text(objective: objective, bound: bound, gap: gap, isOptimal: isOptimal)
    }
    #expect(
      text(14_315, 12_560, 14_315.0 / 12_560 - 1)
        == "14,315, bound 12,560: at most 13.98 % above the best possible (proven)")
    #expect(text(14_315, 0, nil) == "14,315; no bound was proven")
    #expect(text(0, 0, nil, true) == "0: nothing better exists (proven)")
    #expect(text(3, -5, nil) == "3, bound -5 (proven); no share of a bound below zero")
    #expect(ProofText.share(nil) == "no bound" && ProofText.share(0.5) == "50.00 %")
  }
}
