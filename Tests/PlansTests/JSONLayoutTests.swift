import Foundation
import Searching
import Testing

@testable import Plans

@Suite struct JSONLayoutTests {
  private func laidOut(_ text: String) -> String {
    String(decoding: JSONLayout.laidOut(Array(text.utf8)), as: UTF8.self)
  }

  @Test("what fits stays on one line")
  func oneLine() {
    #expect(laidOut(#"{"a":[1,2],"b":"x,y:{"}"#) == #"{"a": [1, 2], "b": "x,y:{"}"# + "\n")
    #expect(laidOut("[]") == "[]\n")
    #expect(laidOut("{}") == "{}\n")
    #expect(laidOut("3.5") == "3.5\n")
    #expect(laidOut(#""a\"],""#) == #""a\"],""# + "\n")
  }

  @Test("what does not fit has a line a member; lists of numbers fill their lines")
  func broken() {
    let numbers = (0..<60).map(String.init).joined(separator: ",")
    let text = laidOut(#"{"list":[\#(numbers)],"z":{"k":[]}}"#)
    let lines = text.split(separator: "\n")
    #expect(lines.first == "{")
    #expect(lines[1] == #"  "list": ["#)
    #expect(lines.allSatisfy { $0.utf8.count <= 120 })
    #expect(lines.contains(#"  "z": {"k": []}"#))
    #expect(lines.count == 7)
  }

  @Test("only white space is added, at every size")
  func sameTokens() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<300 {
      let compact = randomJSON(depth: 4, &generator)
      let text = laidOut(compact)
      #expect(stripped(text) == stripped(compact))
      for line in text.split(separator: "\n") where line.utf8.count > 120 {
        #expect(line.split(separator: " ").count <= 3, "only a single token may be longer: \(line)")
      }
    }
  }

  /// The strings here hold no white space, so dropping all of it compares the tokens.
  private func stripped(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  private func randomJSON(depth: Int, _ generator: inout SeededGenerator) -> String {
    let scalars = [
      "1", "-2.5e10", "true", "null", #""a""#, #""]},{[\"\\""#, #""\#(String(repeating: "x", count: 90))""#,
    ]
    let kind = generator.nextIndex(below: depth == 0 ? 1 : 3)
    let count = generator.nextIndex(below: 9)
    switch kind {
    case 0: return scalars[generator.nextIndex(below: scalars.count)]
    case 1: return "[" + (0..<count).map { _ in randomJSON(depth: depth - 1, &generator) }.joined(separator: ",") + "]"
    default:
      return "{"
        + (0..<count).map { #""key\#($0)":"# + randomJSON(depth: depth - 1, &generator) }.joined(separator: ",") + "}"
    }
  }
}
