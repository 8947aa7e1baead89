internal import Foundation

/// How a day's contacts lie, and when the queue is open.
public enum DayShape: String, CaseIterable, Sendable {
  /// 08:00 to 18:00, humps before and after noon.
  case office
  /// 07:00 to 23:00, most before noon, an evening of a third.
  case longDay
  /// Around the clock, a quarter as much at night as in the afternoon.
  case clock

  /// Minutes of the day.
  public var open: Range<Int> {
    switch self {
    case .office: 480..<1080
    case .longDay: 420..<1380
    case .clock: 0..<1440
    }
  }

  /// Contacts at an hour of the day, of which only the ratio to other hours counts; 0 where closed.
  public func weight(at hour: Double) -> Double {
    guard hour * 60 >= Double(open.lowerBound), hour * 60 < Double(open.upperBound) else { return 0 }
    func hump(_ middle: Double, _ width: Double) -> Double { exp(-pow((hour - middle) / width, 2) / 2) }
    return switch self {
    case .office: 0.25 + 0.75 * hump(10.5, 1.2) + 0.6 * hump(14.5, 1.5)
    case .longDay: 0.3 + 0.7 * hump(10.5, 2.2) + 0.25 * hump(16, 2.5)
    case .clock: 0.25 + 0.75 * (1 - cos(2 * .pi * (hour - 4) / 24)) / 2
    }
  }
}
