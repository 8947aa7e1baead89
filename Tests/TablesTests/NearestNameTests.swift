import Testing

@testable import Tables

@Suite struct NearestNameTests {
  @Test("the nearest name is found, and nothing is found where nothing is near")
  func nearest() {
    #expect(NearestName.of("crated_at", among: ["id", "created_at", "closed_at"]) == "created_at")
    #expect(NearestName.of("nmae", among: ["agent_id", "name"]) == "name")
    #expect(NearestName.of("NAME", among: ["name"]) == "name")
    #expect(NearestName.of("site", among: ["agent_id", "skills"]) == nil)
    #expect(NearestName.of("x", among: ["y"]) == nil)
    #expect(NearestName.of("", among: ["y"]) == nil)
  }

  @Test("distance: insert, delete, replace, swap neighbours")
  func distance() {
    func distance(_ left: String, _ right: String) -> Int {
      NearestName.distance(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }
    #expect(distance("", "abc") == 3)
    #expect(distance("abc", "abc") == 0)
    #expect(distance("abc", "acb") == 1)
    #expect(distance("kitten", "sitting") == 3)
  }
}
