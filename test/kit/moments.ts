/** A civil date, as the database gives it. */
export const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** An instant in Shanghai, of its midnight where no time is said. */
export const at = (text: string) => {
  const [date, time = "00:00"] = text.split(" ");
  return new Date(`${date}T${time}:00+08:00`);
};
