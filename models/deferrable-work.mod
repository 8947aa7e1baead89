# Deferrable work: e-mail, tickets, back office.
#
# Contacts may wait until a deadline, so what matters is not how many agents are there at a moment but how much work is
# done by each deadline. Two curves bound it: by the end of interval t at least due[t] agent-seconds (deadlines have
# passed) and at most available[t] (the rest has not arrived) can have been done since the start of the plan. Contacts
# are taken in order of arrival, so these two curves say everything about who waits how long.
#
# The closing backlog is a deadline, too: due at the end = all work of the plan - what may be left over.
# Ring-fenced work has idle[t] = 0; work blended with live contacts uses the time that these leave free.
#
# Least peak first (people are hired for it), then the fewest agent-intervals.
#
#   glpsol --math deferrable-work.mod --data deferrable-work.dat

param intervals, integer, > 0;
set T := 1..intervals;

param capacity{T}, >= 0;           # agent-seconds that one agent works in the interval; 0 while closed
param available{T}, >= 0;          # work there is by the end of the interval, from the start of the plan
param due{T}, >= 0, default 0;     # work that must be done by the end of the interval, from the start of the plan
param idle{T}, >= 0, default 0;    # agent-seconds that live staff have to spare
param peak_price, > 0, default 1000;

var agents{T}, integer, >= 0;      # in position
var worked{T}, >= 0;               # agent-seconds of work done
var done{T}, >= 0;                 # the same, from the start of the plan to the end of the interval
var peak, integer, >= 0;

minimize cost: peak_price * peak + sum{t in T} agents[t];

s.t. capacity_of_staff{t in T}: worked[t] <= capacity[t] * agents[t] + idle[t];
s.t. so_far{t in T}: done[t] = (if t > 1 then done[t - 1]) + worked[t];
s.t. deadline{t in T: due[t] > (if t > 1 then due[t - 1])}: done[t] >= due[t];
s.t. arrival{t in T}: done[t] <= available[t];
s.t. highest{t in T}: agents[t] <= peak;

solve;

printf "peak %d\n", peak;
printf "agent-intervals %d\n", sum{t in T} agents[t];
for {t in T} printf "%d %d %g\n", t, agents[t], done[t];

end;
