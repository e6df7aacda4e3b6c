/** Why a person may see something else than the text that was found. */
export const PICTURE = '此处是图片 a picture stands here';
export const SAME_COLOUR = '文字可能与背景同色 the text may have the colour of its background';
export const FLOATING = '数字在浮动文本框中 the figure stands in a floating text box';
export const NOT_FILLED = '内容控件未填写 a content control is not filled in';
export const FORMULA = '此处是公式 an equation stands here';
export const CHUNK = '此处嵌入的文件没有读出 a document put in here was not read';
export const CUT_OFF = '文字被页面或表格边缘截断 the text is cut off at an edge';
/** Why a figure that goes on in the next line of its cell is doubtful. */
export const BROKEN_FIGURE = '数字分在几行 the figure is broken over lines';
export const REORDERED = '文字方向被改变 the direction of the text is overridden';
export const WRITTEN_BY_SCRIPT = '此处由脚本写出 a script writes what is shown here';
export const ONE_OVER_ANOTHER = '文字可能重叠 letters may lie over one another';
/** The digits of one figure are of one size; a converter may make them a little different. */
export const SAME_SIZE = 0.85;
export const IN_TWO_SIZES =
  '数字大小不一，小的可能是注 the digits are of two sizes; the small ones may be the mark of a note';
export const DISPLACED =
  '数字之间有间距、浮动或移动，可能不是一个数 digits beside one another stand apart, float or are moved, and may be no one figure';
export const DOUBLED = '文字的阴影可能显示为另一些数字 a shadow may show the digits a second time';
export const REDRAWN =
  '文字只由阴影、描边或背景显示 the text is seen by its shadow, its outline or its ground alone';
export const MASKED = '文字以圆点代替显示 the text is shown as dots';
export const RAISED_ONLY = '数字全部为上标 all of the figure is raised';
