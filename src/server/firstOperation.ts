/** The operation shown to newcomers: in the explorer and in the terminal. */
export const FIRST_OPERATION = `{
  rollup(years: [2025], select: { jurisdiction: "910101" }) {
    coverage { expected included withErrors }
    total {
      indicators(codes: ["hotlineTickets"]) { value qualifier reports }
      requests { received { total } concluded { total } }
    }
  }
}
`;
