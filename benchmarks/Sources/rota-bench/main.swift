internal import Foundation

// `rota-bench SUBJECT …`: one JSON line a case on stdout. `rota-bench smoke` runs every subject on its smallest case.

func usage() -> String {
  var text = "usage: rota-bench SUBJECT [OPTION …]\n\n  smoke  every subject on its smallest case\n"
  for subject in Registry.subjects { text += "  \(subject.name)  \(subject.summary)\n" }
  return text
}

func printLine(_ record: Record) {
  FileHandle.standardOutput.write(Data((record.json + "\n").utf8))
}

var words = Array(CommandLine.arguments.dropFirst())
do {
  guard !words.isEmpty else { throw UsageError(description: "no subject is named") }
  let name = words.removeFirst()
  var arguments = Arguments(words)
  if name == "smoke" {
    try arguments.finish()
    for subject in Registry.subjects { try subject.smoke.run(report: printLine) }
  } else {
    guard let subject = Registry.subject(named: name) else {
      throw UsageError(description: "'\(name)' isn't a subject")
    }
    let run = try subject.init(&arguments)
    try arguments.finish()
    try run.run(report: printLine)
  }
} catch let error as UsageError {
  FileHandle.standardError.write(Data("rota-bench: \(error)\n\n\(usage())".utf8))
  exit(64)
}
