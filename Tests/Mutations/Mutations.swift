import Foundation
import Tables

/// Bends documents and gives them to their readers.
///
///     mutations FIRST COUNT JOURNAL     in this process
///     mutations NUMBER FOLDER           writes a project folder with a bent document, and the command line that reads it
///
/// What it is about to do stands in JOURNAL before it is done, so that whoever finds it dead, or ended by its alarm, knows
/// by which document. Readers that answer say so with a message; a fault of the program's own
/// (exit 70) is none that a document may cause, and is told at the end.
@main enum Mutations {
  static func main() throws {
    let arguments = CommandLine.arguments
    let kinds = try Subject.all()
    let subjects = kinds.flatMap { Array(repeating: $0, count: $0.weight) }
    if arguments.count == 3, let number = Int(arguments[1]) {
      print(try write(Bent(number, of: subjects), kinds: kinds, to: arguments[2]).joined(separator: " "))
      return
    }
    guard arguments.count == 4, let first = Int(arguments[1]), let count = Int(arguments[2]),
      FileManager.default.createFile(atPath: arguments[3], contents: nil),
      let journal = FileHandle(forWritingAtPath: arguments[3])
    else {
      print("usage: mutations FIRST COUNT JOURNAL, or mutations NUMBER FOLDER")
      exit(64)
    }
    // What isn't bent is read: else every refusal would say nothing.
    for kind in kinds {
      do throws(Diagnostic) { try kind.read(kind.sound, 0) } catch {
        print("fault: \(kind.name) as it is: \(error)")
        exit(1)
      }
    }
    var accepted: [String: Int] = [:]
    var refused: [String: Int] = [:]
    var faults: [String] = []
    for number in first..<first + count {
      let bent = Bent(number, of: subjects)
      try journal.truncate(atOffset: 0)
      try journal.write(contentsOf: Data(bent.story.utf8))
      // A busy machine is no hang: the processor's time counts, the wall clock's ends what waits for ever.
      alarm(120)
      let begin = clock()
      do throws(Diagnostic) {
        try bent.subject.read(bent.bytes, number)
        accepted[bent.subject.name, default: 0] += 1
      } catch {
        refused[bent.subject.name, default: 0] += 1
        if error.kind == .internal || error.code.isEmpty || error.message.isEmpty {
          faults.append("\(bent.story): \(error)")
        }
      }
      alarm(0)
      let seconds = (clock() - begin) / 1_000_000
      if seconds >= 20 { faults.append("\(bent.story): it took \(seconds) s") }
    }
    for name in kinds.map(\.name).sorted() {
      print("\(name): \(accepted[name] ?? 0) accepted, \(refused[name] ?? 0) refused")
    }
    for fault in faults { print("fault: \(fault)") }
    exit(faults.isEmpty ? 0 : 1)
  }

  /// A document with its number, and what was done to it.
  struct Bent {
    var subject: Subject
    var bytes: [UInt8]
    var number: Int
    var story: String

    init(_ number: Int, of subjects: [Subject]) {
      subject = subjects[number % subjects.count]
      var mutator = Mutator(number: number)
      switch subject.shape {
      case .json(let tree): bytes = mutator.json(tree)
      case .table(let table): bytes = mutator.table(table)
      }
      self.number = number
      story = "\(number) \(subject.name) \(mutator.story.joined(separator: "; "))"
    }
  }

  /// - Returns: the words of the command line.
  private static func write(_ bent: Bent, kinds: [Subject], to folder: String) throws -> [String] {
    var files = SoundProject.make.contents
    // A plan lies there as well, so that there is something for neighbours to read.
    if let plan = kinds.first { files[plan.file] = plan.sound }
    files[bent.subject.file] = bent.bytes
    for (path, bytes) in files {
      let url = URL(filePath: folder).appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    return bent.subject.commands[bent.number / 7 % bent.subject.commands.count]
  }
}
