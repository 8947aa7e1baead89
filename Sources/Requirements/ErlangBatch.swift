public import Tables

/// Fills a CSV of Erlang questions: one row out for each row in, in the same order.
///
/// Columns read, in any order (one that looks like a misspelling of them is an error; others are noted and not read): `id`,
/// `kind` (`perf`, `required`, `calls`, `aht` or `threshold`: what is asked), `model` (`B`, `C`, `BC`, `A` or `chat`), `calls`, `interval_s`, `aht_s`, and as the kind and the model need them
/// `agents`, `patience_s`, `target_s`, `sl_target` (for `B` the share that may be lost), `asa_target_s`, `max_occ`,
/// `p_abandon` (the cap on abandonment of a row of model `A` without `sl_target` and `asa_target_s`), `max_abandon` (a cap
/// on abandonment beside any other target), `sl_definition` (`offered`, `answered`, `excl_short_ab` or `virtual`: which
/// service level `sl_target` is about), `chat_aht_s` (for `chat`: the handle times with 1, 2, … conversations open, with
/// semicolons between) or `chat_per_hour` in its place (how many an agent with 1, 2, … open finishes an hour), and
/// `waiting_room` (for `chat`: how many may wait). Where a chat row has no `aht_s`, the last of its handle times is it;
/// otherwise only their ratios count. A patience of `inf` is endless. Of `calls` and `aht_s` the one that is asked for is not
/// read.
///
/// Columns written: `id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents`, then
/// `sl_virtual,sl_answered,sl_excl_short_ab,mean_queue`, then `most_calls,longest_aht_s,threshold_s`: the most contacts
/// that the agents serve within the target, the longest handle time that they stand, the time within which they answer
/// `sl_target`, then `offered_wait_s,req_fractional,p_turned_away`: the mean wait of a contact that would never give up
/// (not known for chat with patience), the staff at which the target is met exactly (not for chat, whose agents are whole),
/// the share that a full waiting room turns away. A `required` row gets the figures at the agents required, a `calls` or `aht` row those at what was found;
/// `p_block` is Erlang B of the same load and agents in every row. A figure that a model does not know stays empty; an
/// infinite time, and a number of contacts that nothing limits, is `inf`.
///
/// A table with a column `absence`, the chance of each head of not being in position, gets two more:
/// `req_heads,sl_expected`, the fewest heads of which contacts can expect the target of a `required` row, and the service
/// level expected of them; of a `perf` row that of its agents, who are the heads on the rota then.
///
/// - Parameter file: the name to use in messages.
/// - Throws: what `Table.read` throws; `erlang.*` for a value that is missing or out of range, with its place.
/// - SeeAlso: `ErlangB`, `ErlangC`, `ErlangA`, `ConcurrentChat` for the sources of what is computed; seconds, erlangs and
///   shares 0…1 throughout.
public func erlangBatch(_ bytes: [UInt8], file: String) throws(Diagnostic) -> String {
  var problems: [Diagnostic] = []
  let text = try erlangBatch(bytes, file: file, problems: &problems)
  if let problem = problems.first(where: { $0.severity != .note }) { throw problem }
  return text
}

/// The same, with everything that is wrong with any row.
///
/// - Parameter problems: of each row that can't be answered, in the file's order, what is wrong with it first; such rows are
///   left out.
/// - Throws: what `Table.read` throws but for rows with too many or too few fields, and a column that is missing or
///   misspelt.
/// - SeeAlso: `erlangBatch(_:file:)`.
public func erlangBatch(
  _ bytes: [UInt8], file: String, problems: inout [Diagnostic]
) throws(Diagnostic) -> String {
  var wrong: [Diagnostic] = []
  let table = try Table.read(bytes, file: file, ragged: &wrong)
  let columns = try ErlangBatchColumns(table)
  if let unused = columns.unused { problems.append(unused) }
  var text = "id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents,"
  text += "sl_virtual,sl_answered,sl_excl_short_ab,mean_queue,most_calls,longest_aht_s,threshold_s,"
  text += "offered_wait_s,req_fractional,p_turned_away"
  text += columns.absence == nil ? "\n" : ",req_heads,sl_expected\n"
  for row in table.rows.indices {
    do throws(Diagnostic) {
      let fields = try columns.answer(table, row: row) + columns.heads(table, row: row)
      text += CSVText.quoted(table.rows[row][columns.id])
      for figure in fields { text += "," + (figure ?? "") }
      text += "\n"
    } catch {
      var problem = error
      if problem.cure == nil { problem.cure = "Correct the value." }
      wrong.append(problem)
    }
  }
  problems += wrong.sorted { ($0.position?.row ?? 0) < ($1.position?.row ?? 0) }
  return text
}
