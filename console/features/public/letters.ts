/**
 * Whether this device has Chinese letters of its own. One that has none draws the same box for each: two letters that
 * look alike tell.
 */
export function hasChineseLetters(): boolean {
  const paper = Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d", {
    willReadFrequently: true,
  });
  if (!paper) return true;
  const looks = (letter: string) => {
    paper.clearRect(0, 0, 24, 24);
    paper.font = "20px system-ui, sans-serif";
    paper.fillText(letter, 2, 20);
    return paper.getImageData(0, 0, 24, 24).data.join();
  };
  return looks("业") !== looks("物");
}
