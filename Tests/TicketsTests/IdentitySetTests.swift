import Tables
import Testing

@testable import Tickets

@Suite struct IdentitySetTests {
  @Test("agrees with the standard library's set on ids in order, in disorder and far apart")
  func againstSet() {
    var set = IdentitySet()
    var reference: Set<UInt64> = []
    var state: UInt64 = 1
    for index in 0..<60_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let identity: UInt64 =
        switch index % 4 {
        case 0: UInt64(index)
        case 1: state >> 48
        case 2: (state >> 50) << 40
        default: state
        }
      #expect(set.insert(identity) == reference.insert(identity).inserted)
    }
    #expect(reference.count > 30_000)
    #expect(set.count == reference.count && set.sorted() == reference.sorted())
    #expect(reference.allSatisfy { set.contains($0) && set.contains($0 ^ 1) == reference.contains($0 ^ 1) })
  }

  @Test("marks: ids that differ have different marks, blanks around an id do not count")
  func marks() {
    func mark(_ text: String) -> UInt64 { ByteText.identity(Array(text.utf8).span) }
    #expect(mark("") == 0 && mark("  ") == 0)
    #expect(mark(" 42 ") == 42)
    #expect(mark("INC0000043") == mark("INC0000042") + 1)
    let ids = [
      "1", "01", "001", "A1", "A01", "A", "B1", "1A", "INC1", "INC01", "0", "00", "A-1", "12345678901234567890",
      "02345678901234567890",
    ]
    #expect(Set(ids.map(mark)).count == ids.count)
  }
}

@Suite struct TimestampCountsTests {
  @Test("times that many share are found, rising")
  func frequent() {
    var counts = TimestampCounts()
    for second in [5, 3, 5, 9, 3, 5, 1] { counts.add(second) }
    #expect(counts.frequent(2).map(\.second) == [3, 5])
    #expect(counts.frequent(2).map(\.count) == [2, 3])
    #expect(counts.frequent(4).isEmpty)
  }
}

@Suite struct HandleTimeTests {
  @Test("lengths of time: numbers in a unit, and hours, minutes and seconds")
  func seconds() {
    func seconds(_ text: String, _ unit: Double = 1) -> Double? {
      HandleTime.seconds(Array(text.utf8).span, unit: unit, marks: [.point, .comma])
    }
    #expect(seconds("90") == 90 && seconds("1,5", 60) == 90 && seconds("1.5", 60) == 90)
    #expect(seconds("00:12:05") == 725 && seconds("100:00:00") == 360_000)
    for text in ["", "0:14", "1:2:3", "00:60:00", "00:00:60", "a", "1:00:00:00", "-0:00:01"] {
      #expect(seconds(text) == nil, "\(text)")
    }
    #expect(ColumnUnit.seconds(of: "Handle time (minutes)") == 60)
    #expect(ColumnUnit.seconds(of: "handle_ms") == 0.001)
    #expect(ColumnUnit.seconds(of: "aht_s") == 1 && ColumnUnit.seconds(of: "AHT") == 1)
  }
}
