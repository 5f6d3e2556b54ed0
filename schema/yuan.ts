/** 100 yuan and 5 fen: 100.05. */
export const inYuan = (fen: bigint | number): string => (Number(fen) / 100).toFixed(2);
