"""An integer program, stated once and handed to every peer: whole columns, linear rows, a linear cost."""


class Affine:
    """A sum of columns with factors and a constant."""

    def __init__(self, terms=None, constant=0):
        self.terms = terms if terms is not None else {}
        self.constant = constant

    def __add__(self, other):
        return total((self, other))

    __radd__ = __add__

    def __mul__(self, factor):
        return Affine({column: value * factor for column, value in self.terms.items()}, self.constant * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return total((self, -other))

    def __rsub__(self, other):
        return total((other, -self))

    def __le__(self, other):
        return Row(self - other, None, 0)

    def __ge__(self, other):
        return Row(self - other, 0, None)

    def __eq__(self, other):
        return Row(self - other, 0, 0)

    __hash__ = None


class Row:
    def __init__(self, affine, least, most):
        self.terms = {column: value for column, value in affine.terms.items() if value}
        self.least = None if least is None else least - affine.constant
        self.most = None if most is None else most - affine.constant


def total(items):
    """The sum of columns, sums and numbers, in one pass; Python's own `sum` would copy at every step."""
    terms, constant = {}, 0
    for item in items:
        if isinstance(item, Affine):
            constant += item.constant
            for column, value in item.terms.items():
                terms[column] = terms.get(column, 0) + value
        else:
            constant += item
    return Affine(terms, constant)


class Program:
    def __init__(self):
        self.upper, self.rows, self.cost = [], [], {}
        self.fixed = set()

    def count(self, most):
        self.upper.append(most)
        return Affine({len(self.upper) - 1: 1})

    def flag(self):
        return self.count(1)

    def add(self, row):
        # A row without columns is a comparison of numbers, which the statement of the program has to keep.
        if row.terms:
            self.rows.append(row)
        elif (row.least or 0) > 0 or (row.most is not None and row.most < 0):
            raise ValueError("a row that nothing can keep")

    def minimise(self, affine):
        """A constant cost becomes a column that is always 1: programs disagree on its sign in files."""
        self.cost = dict(affine.terms)
        if affine.constant:
            column = self.count(1)
            self.fixed.update(column.terms)
            self.cost[len(self.upper) - 1] = affine.constant

    def write_mps(self, path):
        """Fixed MPS, which CBC, HiGHS and glpsol all read."""
        kinds, sides, entries = [], [], [[] for _ in self.upper]
        for row in self.rows:
            if row.least is not None and row.least == row.most:
                parts = [("E", row.least)]
            else:
                parts = [(kind, side) for kind, side in (("G", row.least), ("L", row.most)) if side is not None]
            for kind, side in parts:
                for column, value in row.terms.items():
                    entries[column].append((len(kinds), value))
                kinds.append(kind)
                sides.append(side)
        with open(path, "w", encoding="ascii") as out:

            def line(first, second="", third="", value=""):
                number = f"{value:.10g}" if value != "" else ""
                out.write(f" {first:<2} {second:<8}  {third:<8}  {number}".rstrip() + "\n")

            out.write("NAME          program\nROWS\n N  cost\n")
            for index, kind in enumerate(kinds):
                line(kind, f"r{index}")
            out.write("COLUMNS\n    M1        'MARKER'                 'INTORG'\n")
            for column, own in enumerate(entries):
                # A column that no row names still has to be declared.
                line("", f"x{column}", "cost", self.cost.get(column, 0))
                for index, value in own:
                    line("", f"x{column}", f"r{index}", value)
            out.write("    M2        'MARKER'                 'INTEND'\nRHS\n")
            for index, side in enumerate(sides):
                if side:
                    line("", "rhs", f"r{index}", side)
            out.write("BOUNDS\n")
            for column, most in enumerate(self.upper):
                line("FX" if column in self.fixed else "UP", "bound", f"x{column}", 1 if column in self.fixed else most)
            out.write("ENDATA\n")
