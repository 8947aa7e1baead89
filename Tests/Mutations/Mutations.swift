import Foundation
import Tables

/// Bends documents and gives them to their readers: `mutations FIRST COUNT JOURNAL`.
///
/// What it is about to do stands in JOURNAL before it is done, so that whoever finds it dead, or ended by its alarm after
/// twenty seconds, knows by which document. Readers that answer say so with a message; a fault of the program's own
/// (exit 70) is none that a document may cause, and is told at the end.
@main enum Mutations {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let first = Int(arguments[1]), let count = Int(arguments[2]),
      FileManager.default.createFile(atPath: arguments[3], contents: nil),
      let journal = FileHandle(forWritingAtPath: arguments[3])
    else {
      print("usage: mutations FIRST COUNT JOURNAL")
      exit(64)
    }
    let kinds = try Subject.all()
    // What isn't bent is read: else every refusal would say nothing.
    for kind in kinds {
      do throws(Diagnostic) { try kind.read(kind.sound, 0) } catch {
        print("fault: \(kind.name) as it is: \(error)")
        exit(1)
      }
    }
    let subjects = kinds.flatMap { Array(repeating: $0, count: $0.weight) }
    var accepted: [String: Int] = [:]
    var refused: [String: Int] = [:]
    var faults: [String] = []
    for number in first..<first + count {
      let subject = subjects[number % subjects.count]
      var mutator = Mutator(number: number)
      let bytes =
        switch subject.shape {
        case .json(let tree): mutator.json(tree)
        case .table(let table): mutator.table(table)
        }
      let story = "\(number) \(subject.name) \(mutator.story.joined(separator: "; "))"
      try journal.truncate(atOffset: 0)
      try journal.write(contentsOf: Data(story.utf8))
      alarm(20)
      do throws(Diagnostic) {
        try subject.read(bytes, number)
        accepted[subject.name, default: 0] += 1
      } catch {
        refused[subject.name, default: 0] += 1
        if error.kind == .internal || error.code.isEmpty || error.message.isEmpty {
          faults.append("\(story): \(error)")
        }
      }
      alarm(0)
    }
    for name in Set(subjects.map(\.name)).sorted() {
      print("\(name): \(accepted[name] ?? 0) accepted, \(refused[name] ?? 0) refused")
    }
    for fault in faults { print("fault: \(fault)") }
    exit(faults.isEmpty ? 0 : 1)
  }
}
