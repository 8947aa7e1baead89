import Scenarios
import Tables
import Testing

@testable import Planning

@Suite("names of files as they are typed") struct PathPartsTests {
  @Test("a path is a folder and a name, whatever its length")
  func parts() {
    let cases = [
      ("s", "", "s", "s"), ("l.txt", "", "l.txt", "l"), ("./l", ".", "l", "l"), ("/l", "/", "l", "l"),
      ("a/b/c.json5", "a/b", "c.json5", "c"), ("", "", "", ""), ("ż", "", "ż", "ż"),
      ("a/.hidden", "a", ".hidden", ".hidden"),
      ("a/", "a", "", ""), ("plan 1.2 b", "", "plan 1.2 b", "plan 1.2 b"),
    ]
    for (path, folder, name, stem) in cases {
      let parts = PathParts(path)
      #expect(parts.folder == folder && parts.name == name && parts.stem == stem, "\(path)")
    }
    #expect(
      PathParts("/l").beside("p") == "/p" && PathParts("a/l").beside("p") == "a/p" && PathParts("l").beside("p") == "p")
  }

  @Test("a list of projects and a scenario with a base are read from files named by one character")
  func oneCharacter() throws {
    for path in ["l", "-", "ż"] { #expect(try BatchList.folders(Array("p\n/q\n".utf8), path: path) == ["p", "/q"]) }
    #expect(try BatchList.folders(Array("p\n".utf8), path: "lists/l") == ["lists/p"])
    var asked: [String] = []
    for (file, base) in [("s", "b"), ("f/s", "f/b")] {
      let scenario = try Scenario(Array("{ base: \"b\", set: { volume: \"+10%\" } }".utf8), file: file) {
        path throws(Diagnostic) in
        asked.append(path)
        return Array("{ set: { patience: \"60s\" } }".utf8)
      }
      #expect(scenario.name == "s" && asked.last == base)
    }
  }
}
