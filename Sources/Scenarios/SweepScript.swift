internal import Planning

/// What a shard takes of a machine.
public struct SweepNeeds: Hashable, Sendable {
  /// Mebibytes.
  public var memory: Int
  /// That it may take.
  public var minutes: Int
  public var threads: Int
  /// Of a container that holds `rota` (Kubernetes).
  public var image: String

  public init(memory: Int, minutes: Int, threads: Int, image: String) {
    self.memory = memory
    self.minutes = minutes
    self.threads = threads
    self.image = image
  }
}

/// How a sweep runs on an engine that others maintain. Each writes what that engine wants; none needs a scheduler of the
/// program's own.
public enum SweepEngine: String, CaseIterable, Sendable {
  /// A job array for `sbatch`.
  case slurm
  /// An Indexed Job for `kubectl apply -f`.
  case kubernetes
  /// A line for GNU parallel.
  case parallel

  /// - Parameters:
  ///   - words: the command of one shard without `--shard`.
  ///   - shards: how many, ≥ 1.
  ///   - folder: where results and logs go.
  public func script(words: [String], shards: Int, folder: String, needs: SweepNeeds) -> String {
    let (memory, minutes, threads, image) = (needs.memory, needs.minutes, needs.threads, needs.image)
    let command = words.map(ShellWord.quoted).joined(separator: " ")
    switch self {
    case .slurm:
      return """
        #!/bin/bash
        #SBATCH --job-name=rota-sweep
        #SBATCH --array=1-\(shards)
        #SBATCH --cpus-per-task=\(threads)
        #SBATCH --mem=\(memory)M
        #SBATCH --time=\(minutes)
        #SBATCH --requeue
        #SBATCH --output=\(ShellWord.quoted(folder + "/logs/%A_%a.log"))
        # Submit with: mkdir -p \(ShellWord.quoted(folder + "/logs")) && sbatch THIS_FILE
        # Done cases are not solved again, so a failed task may simply be submitted once more.
        set -euo pipefail
        exec \(command) --shard "${SLURM_ARRAY_TASK_ID}/\(shards)"

        """
    case .kubernetes:
      let arguments = words.dropFirst().map { "            - \(Self.yaml($0))\n" }.joined()
      return """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: rota-sweep
        spec:
          completions: \(shards)
          parallelism: \(min(shards, 32))
          completionMode: Indexed
          backoffLimitPerIndex: 2
          maxFailedIndexes: \(shards)
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: rota
                  image: \(Self.yaml(image))
                  # The index counts from 0, shards from 1.
                  command: ["/bin/sh", "-c"]
                  args:
                    - exec "$0" "$@" --shard "$((JOB_COMPLETION_INDEX + 1))/\(shards)"
                    - \(Self.yaml(words.first ?? "rota"))
        \(arguments)          resources:
                    requests:
                      cpu: "\(threads)"
                      memory: \(memory)Mi
                    limits:
                      memory: \(memory)Mi
                  volumeMounts:
                    - name: project
                      mountPath: /project
              volumes:
                - name: project
                  persistentVolumeClaim:
                    claimName: rota-project

        """
    case .parallel:
      return "seq \(shards) | parallel --halt soon,fail=1 --joblog \(ShellWord.quoted(folder + "/parallel.log")) "
        + "\(command) --shard {}/\(shards)\n"
    }
  }

  private static func yaml(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
