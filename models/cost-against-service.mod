# The cheapest staff with which a share `promise` of all contacts of the day is answered in time: one point of the curve
# of cost against service. Solve it for several promises to draw the curve.
#
#   glpsol --math cost-against-service.mod --data cost-against-service.dat
#
# The service level of an interval is a table over the number of agents there (from `rota erlang` or any queueing model),
# so the program stays linear however curved the formula is.

set SHIFTS;
param intervals, integer, > 0;
set T := 1..intervals;
param most, integer, > 0;               # the most agents at once
set N := 0..most;

param works{SHIFTS, T}, binary;         # whether a shift works in an interval, breaks taken out
param cost{SHIFTS}, >= 0;
param contacts{T}, >= 0;
param in_time{T, N}, >= 0, <= 1;        # share answered in time with n agents
param promise, >= 0, <= 1;

var start{SHIFTS}, integer, >= 0;
var is{T, N}, binary;                   # whether an interval has n agents that count

minimize pay: sum{s in SHIFTS} cost[s] * start[s];

subject to one_number{t in T}: sum{n in N} is[t, n] = 1;

# No more count than are there.
subject to there{t in T}: sum{n in N} n * is[t, n] <= sum{s in SHIFTS} works[s, t] * start[s];

subject to service:
  sum{t in T, n in N} contacts[t] * in_time[t, n] * is[t, n] >= promise * sum{t in T} contacts[t];

solve;
printf "cost %g for %g of contacts in time\n", pay,
  (sum{t in T, n in N} contacts[t] * in_time[t, n] * is[t, n]) / (sum{t in T} contacts[t]);
end;
