internal import Foundation

/// The data that a report's page carries for its script, read back from the page.
struct ReportData: Decodable {
  struct PersonData: Decodable {
    var z: Int
    var d: [[Int]]
  }

  struct QueueData: Decodable {
    var name: String
    var z: Int
    var open: String
    var need: [Int]
    var got: [Int]
    var load: [Int]
    var level: [Int]
  }

  var start: Int
  var interval: Int
  var first: Int
  var days: Int
  var zones: [[[Int]]]
  var choices: [Int]
  var people: [PersonData]
  var queues: [QueueData]

  /// - Returns: nil when the page holds no such data, or data of another form.
  init?(page bytes: [UInt8]) {
    let page = String(decoding: bytes, as: UTF8.self)
    let opening = "<script type=\"application/json\" id=\"data\">"
    guard let from = page.range(of: opening), page.range(of: opening, range: from.upperBound..<page.endIndex) == nil,
      let to = page.range(of: "</script>", range: from.upperBound..<page.endIndex),
      let data = try? JSONDecoder().decode(
        ReportData.self, from: Data(page[from.upperBound..<to.lowerBound].utf8))
    else { return nil }
    self = data
  }

  /// Offset in minutes of the zone at place `zone`, so many minutes after the data's start; nil for a place or a table that
  /// says nothing.
  func offset(zone: Int, at minute: Int) -> Int? {
    guard zones.indices.contains(zone) else { return nil }
    var offset: Int?
    for pair in zones[zone] {
      guard pair.count == 2 else { return nil }
      if pair[0] <= minute { offset = pair[1] }
    }
    return offset
  }
}
