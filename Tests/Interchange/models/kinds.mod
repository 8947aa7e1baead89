# one of each kind
var whole, integer, >= 0, <= 4;
var whole_without_end, integer, >= 1;
var below_zero, >= -3, <= 3;
var free;
var fixed, = 1.5;
var at_most, <= 2;
minimize objective_value: 100.5 + 5 * whole + 7 * whole_without_end + 1.5 * below_zero + 0.25 * free + 2 * fixed - 1 * at_most;
s.t. row_0:  + 1 * whole + 2 * whole_without_end + 0.5 * below_zero + 1 * fixed >= 3;
s.t. row_1:  + 2 * whole + 1 * whole_without_end + 1 * below_zero + 1 * free + 1 * at_most <= 30;
s.t. row_2:  + 1 * whole_without_end + 1 * below_zero + 1 * free = 4;
s.t. row_3: 2 <=  + 1 * whole - 1 * below_zero + 1 * free + 1 * fixed - 0.5 * at_most <= 9;
solve;
end;
