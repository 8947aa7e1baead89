import Foundation
import Searching
import Testing
import Verification

@testable import Optimization

@Suite("Programs as files", .serialized) struct ExportTests {
  @Test("MPS and LP read back by GLPK have the same optimum, constant and direction included")
  func readBack() throws {
    let scratch = try Scratch()
    for seed in 0..<60 {
      let program = RandomPrograms.mixed(seed: UInt64(seed))
      let outcome = try solve(program)
      let mps = try scratch.write(program.mpsText(), "\(seed).mps")
      let lp = try scratch.write(program.lpText(), "\(seed).lp")
      let mod = try scratch.write(program.mathProgText(), "\(seed).mod")
      let fromMPS = try solve(try readProgram(.freeMPS, path: mps))
      let fromLP = try solve(try readProgram(.cplexLP, path: lp))
      let fromMathProg = try solve(try translate(model: mod, data: nil))
      for other in [fromMPS, fromLP, fromMathProg] { #expect(other.status == outcome.status, "seed \(seed)") }
      guard outcome.values != nil else { continue }
      // MPS minimises: a program that maximises comes back negated.
      #expect(abs(fromMPS.objective - (program.maximises ? -1 : 1) * outcome.objective) < 1e-6, "seed \(seed)")
      #expect(abs(fromLP.objective - outcome.objective) < 1e-6, "seed \(seed)")
      #expect(abs(fromMathProg.objective - outcome.objective) < 1e-6, "seed \(seed)")
    }
  }

  /// One row and column of every kind, with a constant and names that no format takes as they stand.
  static var kinds: LinearProgram {
    var program = LinearProgram(name: "one of each kind")
    let rows = [(3.0, Double.infinity), (-.infinity, 30), (4, 4), (2, 9), (-.infinity, .infinity)].enumerated().map {
      program.addRow("row \($0.offset)", lower: $0.element.0, upper: $0.element.1)
    }
    func column(_ name: String, _ cost: Double, _ lower: Double, _ upper: Double, isInteger: Bool, _ entries: [Double])
    {
      program.addColumn(
        name, cost: cost, lower: lower, upper: upper, isInteger: isInteger,
        entries: zip(rows, entries).filter { $0.1 != 0 }.map { (row: $0.0, value: $0.1) })
    }
    column("whole", 5, 0, 4, isInteger: true, [1, 2, 0, 1, 1])
    column("whole without end", 7, 1, .infinity, isInteger: true, [2, 1, 1, 0, 0])
    column("below zero", 1.5, -3, 3, isInteger: false, [0.5, 1, 1, -1, 0])
    column("free", 0.25, -.infinity, .infinity, isInteger: false, [0, 1, 1, 1, 0])
    column("fixed", 2, 1.5, 1.5, isInteger: false, [1, 0, 0, 1, 2])
    column("at most", -1, -.infinity, 2, isInteger: false, [0, 1, 0, -0.5, 0])
    program.constant = 100.5
    return program
  }

  @Test(
    "the files that other programs' readers are given are today's, with a range and without", arguments: [true, false])
  func readerFiles(hasRange: Bool) throws {
    var program = Self.kinds
    if !hasRange { program = RandomPrograms.cover(rows: 5, columns: 9, seed: 4, integer: true) }
    #expect(!program.mpsText().contains("RANGES"))
    let name = hasRange ? "kinds" : "cover"
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Interchange/models")
    for (suffix, text) in [("mps", program.mpsText()), ("lp", program.lpText()), ("mod", program.mathProgText())] {
      let file = folder.appending(path: "\(name).\(suffix)")
      if ProcessInfo.processInfo.environment["ROTA_RECORD"] != nil {
        try text.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(file.lastPathComponent); review the diff")
      } else {
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(file.lastPathComponent)")
      }
    }
    // What `Tests/Interchange/check_models.py` asks of every reader.
    let outcome = try solve(program)
    #expect(outcome.status == .optimal && abs(outcome.objective - (hasRange ? 108 : 18)) < 1e-9)
  }

  @Test("glpsol finds the same optimum in every export", .enabled(if: Glpsol.isInstalled, "glpsol is not installed"))
  func glpsol() throws {
    let scratch = try Scratch()
    var program = RandomPrograms.cover(rows: 6, columns: 14, seed: 77, integer: true)
    program.constant = 1000.25
    let outcome = try solve(program)
    #expect(outcome.status == .optimal)
    let files = [
      ("--freemps", try scratch.write(program.mpsText(), "p.mps")),
      ("--lp", try scratch.write(program.lpText(), "p.lp")),
      ("--model", try scratch.write(program.mathProgText(), "p.mod")),
    ]
    for (option, path) in files {
      let objective = try Glpsol.objective([option, path])
      #expect(abs(objective - outcome.objective) < 1e-6, "\(option)")
    }
  }

  @Test("names stay legal and different")
  func names() {
    let names = ExportNames(
      ["a b", "a_b", "", "9", "ё", String(repeating: "x", count: 400), "e1", "a b"], prefix: "c", punctuation: "_",
      limit: 100
    ).names
    #expect(names[0] == "a_b")
    #expect(names[1] == "a_b_2")
    #expect(names[2] == "c3")
    #expect(names[3] == "c_9")
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.utf8.count <= 100 && !$0.hasPrefix("e") })
  }

  @Test("a wrong MathProg file is an error that names the line, and the next solve works")
  func wrongModel() throws {
    let scratch = try Scratch()
    let path = try scratch.write("var x >= 0;\nminimize z: x +;\nend;\n", "wrong.mod")
    do throws(SolverFailure) {
      _ = try translate(model: path, data: nil)
      Issue.record("a wrong model was translated")
    } catch {
      guard case .fatal(let text) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(text.contains("wrong.mod:2"))
    }
    #expect(try RandomPrograms.cover(rows: 5, columns: 9, seed: 1).relaxed().status == .optimal)
  }
}
