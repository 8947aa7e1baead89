# cover 4
var column_0, integer, >= 0, <= 7;
var column_1, integer, >= 0, <= 6;
var column_2, integer, >= 0, <= 5;
var column_3, integer, >= 0, <= 5;
var column_4, integer, >= 0, <= 6;
var column_5, integer, >= 0, <= 5;
var column_6, integer, >= 0, <= 6;
var column_7, integer, >= 0, <= 7;
var column_8, integer, >= 0, <= 5;
minimize objective_value: 0 + 11 * column_0 + 3 * column_1 + 2 * column_2 + 20 * column_3 + 16 * column_4 + 3 * column_5 + 15 * column_6 + 10 * column_7 + 15 * column_8;
s.t. row_0:  + 2 * column_0 + 2 * column_3 + 1 * column_4 + 1 * column_5 >= 3;
s.t. row_1:  + 2 * column_1 + 2 * column_6 + 1 * column_7 >= 5;
s.t. row_2:  + 2 * column_0 + 2 * column_1 + 1 * column_2 + 1 * column_6 + 1 * column_7 >= 5;
s.t. row_3:  + 1 * column_1 + 2 * column_3 + 1 * column_6 + 1 * column_7 + 2 * column_8 >= 3;
s.t. row_4:  + 2 * column_1 + 2 * column_3 + 1 * column_4 + 2 * column_8 >= 2;
solve;
end;
