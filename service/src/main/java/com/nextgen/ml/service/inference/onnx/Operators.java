package com.nextgen.ml.service.inference.onnx;

import java.util.Set;

/**
 * Operators whose work follows from the shapes of their inputs: that a run was short says then that
 * others of as many rows will be. Others may loop, or make tensors, as long as a value says; what
 * is not known here counts among them.
 */
final class Operators {
  /** Of <a href="https://onnx.ai/onnx/operators/">ai.onnx and ai.onnx.ml</a>. */
  private static final Set<String> STEADY =
      Set.of(
          ("ArrayFeatureExtractor Binarizer CastMap CategoryMapper DictVectorizer FeatureVectorizer"
                  + " Imputer LabelEncoder LinearClassifier LinearRegressor Normalizer"
                  + " OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble"
                  + " TreeEnsembleClassifier TreeEnsembleRegressor ZipMap"
                  + " Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh"
                  + " BatchNormalization Cast CastLike Ceil Celu Clip Concat Constant Cos Cosh Div"
                  + " Dropout Elu Equal Erf Exp Flatten Floor Gather GatherElements GatherND Gelu"
                  + " Gemm Greater GreaterOrEqual HardSigmoid HardSwish Identity If"
                  + " InstanceNormalization IsInf IsNaN LayerNormalization LeakyRelu Less"
                  + " LessOrEqual Log LogSoftmax LpNormalization MatMul Max Mean Min Mish Mod Mul"
                  + " Neg Not Or PRelu Pow Reciprocal ReduceL1 ReduceL2 ReduceLogSum"
                  + " ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum"
                  + " ReduceSumSquare Relu Reshape Round Selu Shape Sigmoid Sign Sin Sinh Size"
                  + " Slice Softmax Softplus Softsign Split Sqrt Squeeze Sub Sum Tan Tanh"
                  + " ThresholdedRelu TopK Transpose Unsqueeze Where Xor")
              .split(" "));

  private Operators() {}

  /** Whether all of them are known to take a time that no value changes. */
  static boolean areSteady(Set<String> operators) {
    return STEADY.containsAll(operators);
  }
}
