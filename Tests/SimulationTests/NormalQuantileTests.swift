import Testing

@testable import Simulation

@Suite("normal and Student quantiles")
struct NormalQuantileTests {
  /// From tables of the normal distribution (R's qnorm, 15 digits).
  @Test(
    "the normal quantile agrees with tables",
    arguments: [
      (0.5, 0.0), (0.6, 0.253347103135800), (0.9, 1.281551565544600), (0.975, 1.959963984540054),
      (0.999, 3.090232306167813), (1e-10, -6.361340902404056), (1e-15, -7.941345326170997),
    ])
  func normal(share: Double, value: Double) { #expect(abs(normalQuantile(share) - value) < 1e-12) }

  @Test(
    "Student's quantile agrees with tables within one per cent",
    arguments: [(4, 2.776), (9, 2.262), (19, 2.093), (99, 1.984)])
  func student(degrees: Int, value: Double) {
    #expect(abs(studentQuantile(confidence: 0.95, degrees: degrees) / value - 1) < 0.01)
  }
}
