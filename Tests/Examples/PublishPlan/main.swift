// Writes the files of a plan as a program of one's own would: `example-publish plan.json FOLDER`. It links no solver: a
// plan that is made once is published anywhere.

import Foundation
import Plans
import Publishing

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  print("usage: example-publish plan.json FOLDER")
  exit(64)
}
let bytes = FileManager.default.contents(atPath: arguments[1]) ?? Data()
let plan = try readPlan([UInt8](bytes), file: arguments[1])
for file in try publishedFiles(of: plan) {
  let place = URL(filePath: arguments[2]).appending(path: file.path)
  try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(file.bytes).write(to: place, options: .atomic)
  print(file.path)
}
